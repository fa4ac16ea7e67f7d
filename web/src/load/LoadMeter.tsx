import { Link } from "react-router";
import { bandInWords, bandOf, tenMinutes } from "./bands";
import { useOperators } from "./operators";
import { useLoadNow } from "./useLoadNow";
import "./load.css";

/** New events in ten minutes against what a person can take in; leads to the whole picture. */
export function LoadMeter() {
  const operators = useOperators();
  const { count, flood } = useLoadNow();
  const band = bandOf(count, tenMinutes, operators);
  const words = flood === null ? bandInWords(band) : "flood";
  const share = Math.min(1, count / operators / tenMinutes.limits[2]);
  return (
    <Link
      to="/load"
      className="load"
      data-band={flood === null ? band : "flood"}
      title={`${count} new events in 10 min: ${words} for ${operators === 1 ? "one operator" : `${operators} operators`} (g l)`}
    >
      <span className="load-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${share})` }} />
      </span>
      {count} in 10 min, {words}
    </Link>
  );
}
