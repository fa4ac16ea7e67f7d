import type { EventView } from "../api/types";
import { tenMinutes } from "./bands";
import { perTenMinutes, STEPS } from "./dayOfEvents";

const WIDTH = STEPS * 6;
const HEIGHT = 120;

type DayChartProps = { events: readonly EventView[]; now: number; operators: number };

/** The last day in steps of ten minutes, with the line beyond which nobody keeps up. */
export function DayChart({ events, now, operators }: DayChartProps) {
  const counts = perTenMinutes(events, now);
  const flood = tenMinutes.limits[2] * operators;
  const peak = Math.max(...counts);
  const top = Math.max(peak, flood * 1.25);
  const over = counts.filter((count) => count >= flood).length;
  const line = HEIGHT - (flood / top) * HEIGHT;
  const words = `Peak ${peak} in 10 min. ${over === 0 ? "No" : over} of ${STEPS} steps with ${flood} or more, ${Math.round((over / STEPS) * 100)} % of the day (aim: below 1 %).`;
  return (
    <section className="load-part" aria-label="The last day">
      <h2>The last day, per 10 min</h2>
      <svg
        className="day-chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
      >
        {counts.map((count, step) => {
          const height = (count / top) * HEIGHT;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is nothing but its place.
              key={step}
              className={count >= flood ? "over" : undefined}
              x={step * 6}
              y={HEIGHT - height}
              width="5"
              height={height}
            />
          );
        })}
        <path d={`M0 ${line}H${WIDTH}`} />
      </svg>
      <p className="day-axis muted" aria-hidden="true">
        <span>24 h ago</span>
        <span>line: {flood} in 10 min</span>
        <span>now</span>
      </p>
      <p>{words}</p>
    </section>
  );
}
