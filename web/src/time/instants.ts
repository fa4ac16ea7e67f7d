import { lengthInWords } from "./durations";

const clockTime = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const whole = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});

/** Local time, with the day only when it is not today: `14:03:22` or `19 Nov 14:03:22`. */
export function localTime(instant: string, now: number): string {
  const at = new Date(instant);
  const today = new Date(now).toDateString() === at.toDateString();
  return today ? clockTime.format(at) : `${day.format(at)} ${clockTime.format(at)}`;
}

/** The whole local time with its zone, for hovering. */
export const localTimeWithZone = (instant: string): string => whole.format(new Date(instant));

/** `4 min ago`, `in 2 min`, `now`. */
export function relative(instant: string, now: number): string {
  const ahead = Date.parse(instant) - now;
  if (Math.abs(ahead) < 1000) return "now";
  return ahead > 0 ? `in ${lengthInWords(ahead)}` : `${lengthInWords(-ahead)} ago`;
}
