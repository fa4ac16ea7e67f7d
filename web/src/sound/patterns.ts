/** One tone of a pattern: when it begins and how long it lasts, in seconds, and its pitch. */
export type Tone = { at: number; lasts: number; hertz: number };

/** What sounds, beside the loss of contact; less severe events do not. */
export type Loud = "lost" | "critical" | "high";

/** Told apart by rhythm as well as by pitch: six quick turns of two tones, two even tones, or two long ones that fall. */
export const patterns: Record<Loud, readonly Tone[]> = {
  critical: [0, 1, 2, 3, 4, 5].map((beat) => ({
    at: beat * 0.16,
    lasts: 0.13,
    hertz: beat % 2 === 0 ? 988 : 740,
  })),
  lost: [
    { at: 0, lasts: 0.5, hertz: 392 },
    { at: 0.6, lasts: 0.8, hertz: 262 },
  ],
  high: [
    { at: 0, lasts: 0.22, hertz: 587 },
    { at: 0.36, lasts: 0.22, hertz: 587 },
  ],
};

const ranks: Record<Loud, number> = { high: 1, critical: 2, lost: 3 };

/** How bad it is; 0 for nothing. */
export const rankOf = (loud: Loud | null): number => (loud === null ? 0 : ranks[loud]);

export const lengthOf = (loud: Loud): number =>
  Math.max(...patterns[loud].map(({ at, lasts }) => at + lasts));
