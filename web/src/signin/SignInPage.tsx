import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { call } from "../api/http";
import { troubleOf } from "../api/problem";
import { TroubleNote } from "../api/TroubleNote";
import { useTheme } from "../theme/useTheme";
import { safeReturn } from "./session";
import "./signin.css";

type Credential = { token: string } | { key: string };

/** Redeems the one-time token of the address at once; else asks for a key. Neither stays in the address or on the disk. */
export function SignInPage() {
  useTheme("console");
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useRef<HTMLInputElement>(null);
  const from = params.get("from");
  const { mutate, error, isPending } = useMutation({
    mutationFn: (credential: Credential) => call<void>("POST", "/session", credential),
    onSuccess: async () => {
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

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = key.current?.value.trim();
    if (typed) mutate({ key: typed });
  };
  return (
    <main className="signin">
      <h1>Watchfloor</h1>
      {isPending || token !== null ? (
        <p role="status">Signing you in.</p>
      ) : (
        <p>Open the sign-in link that Watchfloor printed when it started, or use a key.</p>
      )}
      {error !== null && <TroubleNote trouble={troubleOf(error)} />}
      <form onSubmit={submit}>
        <label htmlFor="key">Key</label>
        <input
          id="key"
          ref={key}
          type="password"
          autoComplete="off"
          spellCheck={false}
          disabled={isPending}
          required
        />
        <button type="submit" className="main" disabled={isPending}>
          Sign in
        </button>
      </form>
    </main>
  );
}

const without = (params: URLSearchParams, name: string) => {
  const rest = new URLSearchParams(params);
  rest.delete(name);
  return rest;
};
