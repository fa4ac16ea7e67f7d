import { Link } from "react-router";
import { countAs } from "../live/known";
import { useContact, useKnown } from "../live/LiveProvider";
import { bandInWords, bandOf, tenMinutes } from "./bands";
import { useOperators } from "./operators";
import { useLoadNow } from "./useLoadNow";
import "./load.css";

/** New events in ten minutes against what a person can take in; leads to the whole picture. */
export function LoadMeter() {
  const operators = useOperators();
  const { count, flood } = useLoadNow();
  const known = useKnown();
  const isLost = useContact().state === "lost";
  const counted = countAs(known, count);
  const band = bandOf(count, tenMinutes, operators);
  const judged = flood === null ? bandInWords(band) : "flood";
  // Of the last ten minutes nothing is known where nothing is heard.
  const words = isLost ? "no contact" : known === "nothing" ? "nothing received yet" : judged;
  if (isLost || known === "nothing")
    return (
      <Link to="/load" className="load" title="New events in 10 min are not known now (g l)">
        Load unknown, {words}
      </Link>
    );
  const share = Math.min(1, count / operators / tenMinutes.limits[2]);
  return (
    <Link
      to="/load"
      className="load"
      data-band={flood === null ? band : "flood"}
      title={`${counted} new events in 10 min: ${words} for ${operators === 1 ? "one operator" : `${operators} operators`} (g l)`}
    >
      <span className="load-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${share})` }} />
      </span>
      {counted} in 10 min, {words}
    </Link>
  );
}
