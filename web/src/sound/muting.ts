const KEY = "watchfloor.sound.mutedUntil";

/** The choices, in minutes. There is always an end: a floor that was silenced for a call must not stay silent. */
export const muteMinutes = [10, 30, 120] as const;
const LONGEST_MS = 120 * 60_000;

/** Until when this browser is silent, in milliseconds since the epoch; 0 for not at all. */
export function rememberedMute(now: number): number {
  const until = Number(localStorage.getItem(KEY));
  return Number.isFinite(until) && until > now ? Math.min(until, now + LONGEST_MS) : 0;
}

export function rememberMute(until: number): void {
  if (until === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, String(until));
}

/** Another tab of this browser muted, or ended it. */
export function onMuteElsewhere(tell: () => void): () => void {
  const hear = ({ key }: StorageEvent) => key === KEY && tell();
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}
