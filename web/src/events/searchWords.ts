import type { EventView } from "../api/types";

/** A word that somebody looks for; `isBeginning`: words that begin so are meant too. */
export type SearchWord = { text: string; isBeginning: boolean };

/** So much the server takes. */
export const LONGEST_SEARCH = 200;
const MOST_WORDS = 16;
const LONGEST_WORD = 64;

/** A run of letters and digits; marks above letters are no part of it, and do not end it. */
const runs = /[\p{L}\p{Nd}][\p{L}\p{Nd}\p{Mn}\p{Mc}]*/gu;
const marks = /[\p{Mn}\p{Mc}]/gu;

/** The words of a text as the server takes it apart. */
function wordsOf(text: string): string[] {
  return (text.match(runs) ?? []).map((run) =>
    Array.from(run.replace(marks, ""), (letter) => letter.toLowerCase())
      .join("")
      .slice(0, LONGEST_WORD),
  );
}

/** What is looked for while it is typed: the last word of each part is taken as the beginning of one. */
export function wordsAsked(text: string): SearchWord[] {
  const asked = new Map<string, SearchWord>();
  for (const part of text.slice(0, LONGEST_SEARCH).split(/\s+/)) {
    const words = wordsOf(part);
    words.forEach((word, index) => {
      const isBeginning = index === words.length - 1;
      asked.set(`${word}${isBeginning ? "*" : ""}`, { text: word, isBeginning });
    });
  }
  return [...asked.values()].slice(0, MOST_WORDS);
}

/** The same as the API understands it; empty where there is no word to look for. */
export function queryOfWords(text: string): string {
  let query = "";
  for (const { text: word, isBeginning } of wordsAsked(text)) {
    const longer = `${query}${query === "" ? "" : " "}${word}${isBeginning ? "*" : ""}`;
    if (longer.length <= LONGEST_SEARCH) query = longer;
  }
  return query;
}

/** What of a search is not looked for, in words; null where all of it is. */
export function searchLimits(text: string): string | null {
  if (text.trim() === "") return null;
  const count = text.split(/\s+/).flatMap(wordsOf).length;
  if (count === 0) return "no letters or digits to look for";
  if (text.length >= LONGEST_SEARCH) return `no more than ${LONGEST_SEARCH} characters are looked for`;
  return count > MOST_WORDS ? `only the first ${MOST_WORDS} words are looked for` : null;
}

/** The words of an event are the same as long as it is: ten thousand are looked at several times a second. */
const said = new WeakMap<EventView, string>();

/** The words that the server finds an event by, each behind a blank. */
function saidBy(event: EventView): string {
  const known = said.get(event);
  if (known !== undefined) return known;
  const labels = Object.entries(event.attributes).map(([name, value]) => `${name} ${value}`);
  const texts = [event.id, event.externalId, event.title, event.description, ...labels];
  const words = new Set(texts.flatMap((text) => wordsOf(text ?? "")));
  const all = ` ${[...words].join(" ")} `;
  said.set(event, all);
  return all;
}

/** Whether every word is there, as the server would find it. */
export const says = (event: EventView, words: readonly SearchWord[]): boolean => {
  const all = saidBy(event);
  return words.every(({ text, isBeginning }) => all.includes(isBeginning ? ` ${text}` : ` ${text} `));
};
