/** A value to choose, what it is called, and how many events have it. */
export type Option = { value: string; words: string; count: number };

const byWords = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The values of a facet, the most frequent on top; chosen ones stay even where nothing has them any more. */
export function optionsOf(
  counts: Record<string, number>,
  chosen: readonly string[],
  nameOf: (value: string) => string | null,
  text: string,
): Option[] {
  const values = [...new Set([...Object.keys(counts), ...chosen])];
  const sought = text.trim().toLowerCase();
  return values
    .map((value) => ({ value, words: nameOf(value) ?? value, count: counts[value] ?? 0 }))
    .filter(({ words }) => words.toLowerCase().includes(sought))
    .sort((a, b) => b.count - a.count || byWords.compare(a.words, b.words));
}
