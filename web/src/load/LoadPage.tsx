import { AsOf } from "../forms/AsOf";
import { BadActors } from "./BadActors";
import { bandInWords, bandOf } from "./bands";
import { DayChart } from "./DayChart";
import { shares } from "./dayOfEvents";
import { FloodPanel } from "./FloodPanel";
import { OperatorsField } from "./OperatorsField";
import { useOperators } from "./operators";
import { SeverityShares } from "./SeverityShares";
import { MOST_READ, useLoad } from "./useLoad";
import "../forms/forms.css";
import "./load.css";

/** How much is asked of the people in this room, against what a person can do; and what causes most of it. */
export function LoadPage() {
  const read = useLoad();
  const operators = useOperators();
  const { data } = read;
  return (
    <div className="load-page ages">
      <header className="load-head">
        <h1>Load</h1>
        <OperatorsField count={operators} />
        <AsOf read={read} />
      </header>
      <FloodPanel />
      {data !== undefined && (
        <>
          <ul className="load-windows" aria-label="New events">
            {data.counts.map(({ window, count, isWhole }) => {
              const band = bandOf(count, window, operators);
              return (
                <li key={window.name} data-band={band}>
                  <span className="muted">Last {window.name}</span>
                  <strong>
                    {count}
                    {!isWhole && "+"}
                  </strong>
                  <span>
                    {!isWhole && band !== "unacceptable" && "at least "}
                    {bandInWords(band)}
                  </span>
                  <span className="muted">
                    up to {window.limits[0] * operators} acceptable, {window.limits[1] * operators}{" "}
                    manageable, {window.limits[2] * operators} too many
                  </span>
                </li>
              );
            })}
          </ul>
          {!data.isWhole && (
            <p className="muted load-note">
              More came than is read here: what follows is of the newest {MOST_READ}.
            </p>
          )}
          <DayChart events={data.events} now={data.now} operators={operators} />
          <SeverityShares shares={shares(data.events)} />
          <BadActors events={data.events} />
        </>
      )}
    </div>
  );
}
