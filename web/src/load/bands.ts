/** How much is asked of an operator, in the words of EEMUA 191. */
export type Band = "acceptable" | "manageable" | "over-demanding" | "unacceptable";

export type Window = { name: string; minutes: number; limits: readonly [number, number, number] };

/**
 * Up to the first number a load is very likely acceptable, up to the second manageable, from the third on unacceptable:
 * per operator about 1, 2 and 10 in ten minutes (EEMUA 191), 6, 12 and 60 an hour, 150, 300 and 1440 a day
 * (ISA-18.2). Between the second and the third it is likely to be over-demanding.
 */
export const tenMinutes: Window = { name: "10 min", minutes: 10, limits: [1, 2, 10] };
export const hour: Window = { name: "hour", minutes: 60, limits: [6, 12, 60] };
export const day: Window = { name: "day", minutes: 1440, limits: [150, 300, 1440] };

export function bandOf(count: number, { limits }: Window, operators: number): Band {
  const each = count / operators;
  if (each >= limits[2]) return "unacceptable";
  if (each > limits[1]) return "over-demanding";
  return each > limits[0] ? "manageable" : "acceptable";
}

const words: Record<Band, string> = {
  acceptable: "very likely acceptable",
  manageable: "manageable",
  "over-demanding": "likely over-demanding",
  unacceptable: "very likely unacceptable",
};

export const bandInWords = (band: Band): string => words[band];
