import { lengthInWords } from "../time/durations";

/** What the server answered when it refused (RFC 9457). */
export type Problem = {
  /** Names the kind of problem; ends with a word such as `in-flight`. */
  type: string;
  title: string;
  status: number;
  detail: string | null;
  traceId: string | null;
  errors: Record<string, string[]>;
  /** How many seconds to wait before asking again; null where the server did not say. */
  retryAfter: number | null;
};

/** The server understood and said no; `problem` holds its reason. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

/** Whether `error` is a refusal of this status. */
export const isRefusal = (error: unknown, status: number): error is Refusal =>
  error instanceof Refusal && error.problem.status === status;

/** No answer came: the request may or may not have arrived. */
export class NoContact extends Error {}

/** Something that went wrong, as a person should read it. */
export type Trouble = { what: string; next: string; traceId: string | null };

const nextStep = (status: number): string => {
  if (status === 401) return "Sign in again.";
  if (status === 403) return "Your role may not do this; ask an administrator.";
  if (status === 404) return "It may have been removed; go back to the list.";
  if (status === 409) return "What is shown is how it stands now.";
  if (status === 412) return "Read it again, then decide.";
  if (status >= 500) return "Try again in a moment. If it stays, report it with the trace id.";
  return "Nothing was changed. Correct it and try again.";
};

/** A reason and the next step, in sentences. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Refusal) {
    const { problem } = error;
    const fields = Object.entries(problem.errors).map(([field, texts]) => `${field}: ${texts.join(" ")}`);
    const what = [problem.detail ?? problem.title, ...fields].map(asSentence).join(" ");
    // A detail says itself what to do; when to do it stands in a header.
    const next = problem.detail === null ? nextStep(problem.status) : whenToAskAgain(problem);
    return { what, next, traceId: problem.traceId };
  }
  if (error instanceof NoContact)
    return {
      what: "The server did not answer.",
      next: "It is not known whether this arrived. When contact is back, the state shown here tells.",
      traceId: null,
    };
  return { what: "This page failed to do it.", next: "Reload the page and try again.", traceId: null };
}

const whenToAskAgain = ({ status, retryAfter }: Problem): string =>
  status === 429 && retryAfter !== null ? `Try again in ${lengthInWords(retryAfter * 1000)}.` : "";

const asSentence = (text: string) => (/[.?!]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
