/**
 * Who stands where. What was there before keeps its place, gone or not; what is new comes behind, in its order. So
 * the eye finds a tile where it always was.
 */
export const placesWith = (before: readonly string[], now: readonly string[]): string[] => {
  const known = new Set(before);
  return [...before, ...now.filter((one) => !known.has(one))];
};

/** The places of this screen, as they were left; what cannot be read is as if it never was. */
export function rememberedPlaces(key: string): string[] {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(told) ? told.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function rememberPlaces(key: string, places: readonly string[]): void {
  localStorage.setItem(key, JSON.stringify(places));
}
