/** One tone of a pattern: when it begins and how long it lasts, in seconds, and its pitch. */
export type Tone = { at: number; lasts: number; hertz: number };

/** What sounds; less severe events do not. */
export type Loud = "critical" | "high";

/** Told apart by rhythm as well as by pitch: six quick turns of two tones, or two even tones. */
export const patterns: Record<Loud, readonly Tone[]> = {
  critical: [0, 1, 2, 3, 4, 5].map((beat) => ({
    at: beat * 0.16,
    lasts: 0.13,
    hertz: beat % 2 === 0 ? 988 : 740,
  })),
  high: [
    { at: 0, lasts: 0.22, hertz: 587 },
    { at: 0.36, lasts: 0.22, hertz: 587 },
  ],
};

export const lengthOf = (loud: Loud): number =>
  Math.max(...patterns[loud].map(({ at, lasts }) => at + lasts));
