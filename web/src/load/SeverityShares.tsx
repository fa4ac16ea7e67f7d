import { SeverityGlyph } from "../severity/SeverityGlyph";
import { signOf } from "../severity/severity";
import type { Share } from "./dayOfEvents";

const aims = { critical: "about 5 %", high: "about 15 %", medium: "", low: "" };

/** Where everything is critical nothing is: the usual aim is 5 % critical, 15 % high and the rest below. */
export function SeverityShares({ shares }: { shares: readonly Share[] }) {
  return (
    <section className="load-part" aria-label="By severity">
      <h2>By severity</h2>
      <ul className="shares">
        {shares.map(({ severity, share, count }) => (
          <li key={severity}>
            <SeverityGlyph severity={severity} size={16} />
            <span>{signOf(severity).name}</span>
            <span className="share-bar" aria-hidden="true">
              <span style={{ transform: `scaleX(${share})` }} />
            </span>
            <span>
              {count}, {Math.round(share * 100)} %
            </span>
            <span className="muted">{aims[severity] !== "" && `aim: ${aims[severity]}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
