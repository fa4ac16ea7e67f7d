import type { Backlog, Cluster, Member, MemberState, Unreached } from "../api/types";
import { lengthInWords } from "../time/durations";
import { relative } from "../time/instants";

/** Each state with its shape, its word, and what it means for the grains of the silo. */
export const states: Record<MemberState, { mark: string; word: string; means: string }> = {
  serving: { mark: "●", word: "serving", means: "It has the newest view and serves its grains." },
  moving: { mark: "◐", word: "moving", means: "It has yet to act on the newest view." },
  leaving: { mark: "○", word: "leaving", means: "It takes no grains any more and hands over those it has." },
  late: { mark: "!", word: "late", means: "Its lease is over; the others are about to put it out." },
  evicted: {
    mark: "×",
    word: "put out",
    means: "The others serve its grains. It can join again as a new one.",
  },
};

/** A state that is no news yet means that something is wrong. */
export const isWrong = (state: MemberState): boolean => state === "late" || state === "evicted";

/** How the whole stands, in one sentence. */
export function inOneSentence({ name, members, view }: Cluster): string {
  if (name === null) return "One server does everything.";
  const inView = members.filter(({ state }) => state !== "evicted");
  const serving = inView.filter(({ state }) => state === "serving").length;
  if (serving === 0) return "No silo serves. Events wait until one does.";
  const count = serving === 1 ? "1 silo serves" : `${serving} silos serve`;
  const rest = inView.length - serving;
  const others =
    rest === 0 ? "" : rest === 1 ? "; 1 is on its way in or out" : `; ${rest} are on their way in or out`;
  const last = lastPutOut(members);
  const lost = last === undefined ? "" : ` ${last.name} was put out in the last hour.`;
  return `${count} the ${grainsOf(members)} grains of view ${view}${others}.${lost}`;
}

/** Who has not reached whom, and for how long. */
export function unreachedInWords({ name, by, since }: Unreached, now: number): string {
  const who = by.length === 1 ? by[0] : `${by.slice(0, -1).join(", ")} and ${by.at(-1)}`;
  const have = by.length === 1 ? "has" : "have";
  return `${who} ${have} not reached ${name} for ${lengthInWords(Math.max(0, now - Date.parse(since)))}.`;
}

/** What may be written, and how far an upgrade has come: the level rises when the last program of an older version has left. */
export function levelInWords({ featureLevel, members, apis }: Cluster): string {
  const programs = [...members.filter(({ state }) => state !== "evicted"), ...apis];
  const newer = programs.filter((one) => one.featureLevel > featureLevel).length;
  const said = `feature level ${featureLevel}`;
  return newer === 0 ? said : `${said}; ${newer} of ${programs.length} programs are newer`;
}

/** Grains in memory of all that are in the view. */
export const grainsOf = (members: readonly Member[]): number =>
  members.reduce((sum, { state, grains }) => (state === "evicted" ? sum : sum + grains), 0);

const lastPutOut = (members: readonly Member[]): Member | undefined =>
  members
    .filter(
      ({ state, name }) =>
        state === "evicted" && !members.some((one) => one.name === name && one.state !== "evicted"),
    )
    .at(-1);

/** `9.4 s`, `over for 3.0 s`; a dash where there is no lease. */
export function leaseInWords(seconds: number | null): string {
  if (seconds === null) return "–";
  return seconds >= 0 ? `${seconds.toFixed(1)} s` : `over for ${(-seconds).toFixed(1)} s`;
}

/** What waits in each lane, `0 · 7 · 0`; all of it where a silo does not tell of its lanes. */
export const lanesInWords = (lanes: readonly number[], all: number): string =>
  lanes.length === 0 ? `${all}` : lanes.join(" · ");

/** What waits, and since when the oldest does. Both are counted one after the other: of nothing, nothing is late. */
export const backlogInWords = ({ depth, oldest }: Backlog, what: string, now: number): string =>
  oldest === null || depth === 0 ? "nothing is late" : `${what} ${relative(oldest, now)}`;
