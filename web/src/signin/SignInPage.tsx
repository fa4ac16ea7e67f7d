import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { call } from "../api/http";
import { useTheme } from "../theme/useTheme";
import type { Credential } from "./credential";
import { KeyForm } from "./KeyForm";
import { PasswordForm } from "./PasswordForm";
import { SignInTrouble } from "./SignInTrouble";
import { safeReturn } from "./session";
import "./signin.css";

/** Redeems the one-time token of the address at once; else asks for a password or a key. None stays in the address or on the disk. */
export function SignInPage() {
  useTheme("console");
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const from = params.get("from");
  const { mutate, error, isPending, variables, submittedAt } = useMutation({
    mutationFn: (credential: Credential) => call<void>("POST", "/session", credential),
    gcTime: 0,
    onSuccess: async () => {
      // Whoever signs in now may be somebody else: nothing read before is theirs.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
      await queries.resetQueries({ queryKey: ["me"] });
      navigate(safeReturn(from), { replace: true });
    },
  });

  const token = params.get("token");
  const redeemed = useRef<string | null>(null);
  useEffect(() => {
    if (token === null || redeemed.current === token) return;
    redeemed.current = token;
    setParams((old) => without(old, "token"), { replace: true });
    mutate({ token });
  }, [token, mutate, setParams]);

  const linkOrKey = variables !== undefined && !("password" in variables);
  return (
    <main className="signin">
      <h1>Watchfloor</h1>
      {(isPending || token !== null) && <p role="status">Signing you in.</p>}
      {state?.over === true && error === null && !isPending && (
        <p role="status">Your session is over. Sign in to go on where you were.</p>
      )}
      {error !== null && <SignInTrouble error={error} credential={variables} at={submittedAt} />}
      <PasswordForm busy={isPending} onSignIn={mutate} />
      <KeyForm open={linkOrKey} busy={isPending} onSignIn={mutate} />
    </main>
  );
}

const without = (params: URLSearchParams, name: string) => {
  const rest = new URLSearchParams(params);
  rest.delete(name);
  return rest;
};
