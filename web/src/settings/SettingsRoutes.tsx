import { Navigate, Route } from "react-router";
import { AccountPage } from "./account/AccountPage";
import { AuditPage } from "./audit/AuditPage";
import { KeysPage } from "./keys/KeysPage";
import { SettingsPage } from "./SettingsPage";
import { TenantsPage } from "./tenants/TenantsPage";
import { UserPage } from "./users/UserPage";
import { UsersPage } from "./users/UsersPage";

/** The addresses of the settings. */
export const settingsRoutes = (
  <Route path="/settings" element={<SettingsPage />}>
    <Route index element={<Navigate replace to="account" />} />
    <Route path="account" element={<AccountPage />} />
    <Route path="users" element={<UsersPage />} />
    <Route path="users/:id" element={<UserPage />} />
    <Route path="api-keys" element={<KeysPage />} />
    <Route path="audit" element={<AuditPage />} />
    <Route path="tenants" element={<TenantsPage />} />
  </Route>
);
