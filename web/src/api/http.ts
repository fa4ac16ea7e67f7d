import { intentKey, settle } from "./intents";
import { NoContact, type Problem, Refusal } from "./problem";
import { tellDoubt } from "./sessionDoubt";
import type { Listing } from "./types";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** An answer with the version it stands for, to be sent back as `If-Match`. */
export type Answer<T> = { value: T; etag: string | null };

type Ask = {
  body?: unknown;
  /** A file that is sent as it is, instead of a body. */
  file?: File;
  /** The ETag of what was read: a change made by somebody else meanwhile is refused with 412. */
  ifMatch?: string | null;
  signal?: AbortSignal | undefined;
  /** How long to wait for the whole answer, in milliseconds; a file takes as long as it takes. */
  patience?: number;
};

/** Longer than a server that is there takes for anything but a file or a thousand events at once. */
const PATIENCE_MS = 15_000;

/** One call to `/api/v1` under the session cookie. Throws {@link Refusal} or {@link NoContact}. */
export async function ask<T>(method: Method, path: string, some: Ask = {}): Promise<Answer<T>> {
  const wish = wishOf(method, path, some.file === undefined ? some.body : looksOf(some.file));
  const limit = some.file === undefined ? (some.patience ?? PATIENCE_MS) : null;
  const { response, value, problem } = await within(limit, some.signal, async (signal) => {
    const response = await reach(method, path, { ...some, signal }, wish);
    if (!response.ok) return { response, value: undefined, problem: await problemOf(response) };
    return { response, value: response.status === 204 ? undefined : await response.json(), problem: null };
  });
  if (problem === null) {
    if (wish !== null) settle(wish);
    return { value: value as T, etag: response.headers.get("etag") };
  }
  if (wish !== null && isDecided(problem)) settle(wish);
  if (path !== "/session") tellDoubt(response.status);
  throw new Refusal(problem);
}

/** The value of one call, where its version is of no interest. */
export const call = async <T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> => (await ask<T>(method, path, { body, signal })).value;

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

/** What the server failed at may have happened nevertheless, and what is in flight is happening: the key is kept. */
const isDecided = ({ status, type }: Problem): boolean => status < 500 && !type.endsWith("in-flight");

/** What makes a request the same wish as another; null where nothing is wished for. */
const wishOf = (method: Method, path: string, body: unknown): string | null =>
  method === "GET" || path === "/session" ? null : `${method} ${path} ${JSON.stringify(body)}`;

/** Tells a file from another one of the same name. */
const looksOf = ({ name, size, lastModified }: File) => ({ name, size, lastModified });

/** What does not come in time does not come: silence is told as such, not waited for. */
async function within<T>(
  milliseconds: number | null,
  outer: AbortSignal | undefined,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const life = new AbortController();
  const leave = () => life.abort(outer?.reason);
  if (outer?.aborted) leave();
  outer?.addEventListener("abort", leave, { once: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    if (milliseconds === null) return;
    timer = setTimeout(() => {
      reject(new NoContact("no answer in time"));
      life.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([read(life.signal), silence]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", leave);
  }
}

async function reach(method: Method, path: string, some: Ask, wish: string | null): Promise<Response> {
  const { body, file, ifMatch, signal } = some;
  const headers: Record<string, string> = {};
  if (file !== undefined) headers["content-type"] = file.type || "application/octet-stream";
  if (body !== undefined) headers["content-type"] = "application/json";
  if (ifMatch != null) headers["if-match"] = ifMatch;
  if (wish !== null) headers["idempotency-key"] = intentKey(wish, Date.now());
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      credentials: "same-origin",
      headers,
      body: file ?? (body === undefined ? null : JSON.stringify(body)),
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
    type: said.type ?? "",
    title: said.title ?? `The server answered ${response.status}`,
    status: response.status,
    detail: said.detail ?? null,
    traceId: said.traceId ?? null,
    errors: said.errors ?? {},
    retryAfter: secondsOf(response.headers.get("retry-after")),
  };
}

const secondsOf = (header: string | null): number | null =>
  header !== null && /^\d+$/.test(header) ? Number(header) : null;
