import { useLiveEvents } from "../live/LiveProvider";
import { useNow } from "../time/serverClock";
import { loadOf } from "./load";
import "./load.css";

const FLOOD = 10;

/** New events in ten minutes against what a person can take in. */
export function LoadMeter() {
  const { count, band } = loadOf(useLiveEvents(), useNow());
  return (
    <span className="load" data-band={band} title={`${count} new events in 10 min: ${band} for one operator`}>
      <span className="load-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${Math.min(1, count / FLOOD)})` }} />
      </span>
      {count} in 10 min, {band}
    </span>
  );
}
