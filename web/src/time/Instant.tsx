import { localTime, localTimeWithZone, relative } from "./instants";
import { useNow } from "./serverClock";

type InstantProps = { at: string; as?: "local" | "relative" };

/** A point in time: short to read, whole and with its zone on hover. */
export function Instant({ at, as = "local" }: InstantProps) {
  const now = useNow();
  return (
    <time dateTime={at} title={localTimeWithZone(at)}>
      {as === "local" ? localTime(at, now) : relative(at, now)}
    </time>
  );
}
