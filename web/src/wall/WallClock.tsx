import { useNow } from "../time/serverClock";

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const date = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

/** The server's time in the zone of this screen. */
export function WallClock() {
  const now = useNow();
  return (
    <div className="wall-clock">
      <time dateTime={new Date(now).toISOString()}>{time.format(now)}</time>
      <span className="wall-date">{date.format(now)}</span>
    </div>
  );
}
