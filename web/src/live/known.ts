/** What is known of the open events: nothing yet, a part of them (the most urgent ones), or all. */
export type Known = "nothing" | "part" | "whole";

/** A number as it may be told: none before anything was received, and "at least" where not all is known. */
export const countAs = (known: Known, count: number): string =>
  known === "nothing" ? "–" : known === "part" ? `${count}+` : String(count);
