import { NoContact, type Problem, Refusal } from "./problem";
import type { Listing } from "./types";

type Method = "GET" | "POST" | "PUT" | "DELETE";

const signedOutListeners = new Set<() => void>();

/** Calls `listener` whenever the server says that nobody is signed in. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** One call to `/api/v1` under the session cookie. Throws {@link Refusal} or {@link NoContact}. */
export async function call<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await reach(method, path, body, signal);
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  if (response.status === 401 && path !== "/session") for (const tell of signedOutListeners) tell();
  throw new Refusal(await problemOf(response));
}

/** All items of a paged list, up to `limit`. */
export async function callAll<T>(path: string, limit: number, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const separator = path.includes("?") ? "&" : "?";
    const next: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Listing<T> = await call("GET", `${path}${separator}limit=500${next}`, undefined, signal);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < limit);
  return items;
}

async function reach(method: Method, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NoContact("no answer", { cause: error });
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const said = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return {
    title: said.title ?? `The server answered ${response.status}`,
    status: response.status,
    detail: said.detail ?? null,
    traceId: said.traceId ?? null,
    errors: said.errors ?? {},
  };
}
