import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BrowserRouter, Navigate, Outlet, Route, Routes } from "react-router";
import { CriticalAnnouncer } from "../a11y/CriticalAnnouncer";
import { AnnunciatorPage } from "../annunciator/AnnunciatorPage";
import { Refusal } from "../api/problem";
import { AsidePage } from "../aside/AsidePage";
import { ClusterPage } from "../cluster/ClusterPage";
import { ActionsProvider } from "../events/actions/ActionsProvider";
import { AskProvider } from "../events/actions/asking/AskProvider";
import { EventsPage } from "../events/EventsPage";
import { KeyProvider } from "../keys/KeyProvider";
import { LiveProvider } from "../live/LiveProvider";
import { LoadPage } from "../load/LoadPage";
import { MapPage } from "../map/MapPage";
import { settingsRoutes } from "../settings/SettingsRoutes";
import { RequireSession } from "../signin/RequireSession";
import { SignInPage } from "../signin/SignInPage";
import { SoundProvider } from "../sound/SoundProvider";
import { WallPage } from "../wall/WallPage";
import { Shell } from "./Shell";
import { TabTitle } from "./TabTitle";

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
      {/* What stands in the address is shown at once: the next key must find what the last one led to. */}
      <BrowserRouter useTransitions={false}>
        <Routes>
          <Route path="/sign-in" element={<SignInPage />} />
          <Route element={<RequireSession />}>
            <Route element={<SignedIn />}>
              <Route path="/wall" element={<WallPage />} />
              <Route element={<Shell />}>
                <Route path="/events/:id?" element={<EventsPage />} />
                <Route path="/map/:id?" element={<MapPage />} />
                <Route path="/annunciator" element={<AnnunciatorPage />} />
                <Route path="/aside/:kind?" element={<AsidePage />} />
                <Route path="/load" element={<LoadPage />} />
                <Route path="/cluster" element={<ClusterPage />} />
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
            <SoundProvider>
              <CriticalAnnouncer />
              <TabTitle />
              <Outlet />
            </SoundProvider>
          </AskProvider>
        </KeyProvider>
      </ActionsProvider>
    </LiveProvider>
  );
}
