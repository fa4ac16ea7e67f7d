import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BrowserRouter, Navigate, Outlet, Route, Routes } from "react-router";
import { Refusal } from "../api/problem";
import { ActionsProvider } from "../events/actions/ActionsProvider";
import { AskProvider } from "../events/actions/asking/AskProvider";
import { EventsPage } from "../events/EventsPage";
import { KeyProvider } from "../keys/KeyProvider";
import { CriticalAnnouncer } from "../live/CriticalAnnouncer";
import { LiveProvider } from "../live/LiveProvider";
import { settingsRoutes } from "../settings/SettingsRoutes";
import { RequireSession } from "../signin/RequireSession";
import { SignInPage } from "../signin/SignInPage";
import { WallPage } from "../wall/WallPage";
import { Shell } from "./Shell";

/** A refusal stays a refusal; silence may end. Reads go on by themselves, even when the browser thinks it is offline. */
const newQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: (_, error) => !(error instanceof Refusal), retryDelay: 2000, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });

/** The whole page: routes, and around them what all signed-in pages share. */
export function App() {
  const [queries] = useState(newQueries);
  return (
    <QueryClientProvider client={queries}>
      <BrowserRouter>
        <Routes>
          <Route path="/sign-in" element={<SignInPage />} />
          <Route element={<RequireSession />}>
            <Route element={<SignedIn />}>
              <Route path="/wall" element={<WallPage />} />
              <Route element={<Shell />}>
                <Route path="/events/:id?" element={<EventsPage />} />
                {settingsRoutes}
              </Route>
              <Route path="*" element={<Navigate replace to="/events" />} />
            </Route>
          </Route>
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  );
}

function SignedIn() {
  return (
    <LiveProvider>
      <ActionsProvider>
        <KeyProvider>
          <AskProvider>
            <CriticalAnnouncer />
            <Outlet />
          </AskProvider>
        </KeyProvider>
      </ActionsProvider>
    </LiveProvider>
  );
}
