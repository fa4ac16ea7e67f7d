const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time as one would say it: `48 s`, `12 min`, `3 h 20 min`, `21 h`, `2 d 4 h`. Rounds down. */
export function lengthInWords(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 10 * HOUR) return pair(ms, HOUR, "h", MINUTE, "min");
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  return pair(ms, DAY, "d", HOUR, "h");
}

/** A length for the back of the room: its largest unit alone, `48 s`, `12 min`, `3 h`, `2 d`. Rounds down. */
export function roughLength(milliseconds: number): string {
  const [count = "0", unit = "s"] = lengthInWords(milliseconds).split(" ");
  return `${count} ${unit}`;
}

/** A countdown that is watched: `2:10`, `0:05`, `1:02:03`. Rounds up, so that `0:00` means now. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / SECOND));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

function pair(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % big) / small);
  const head = `${Math.floor(ms / big)} ${bigName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}
