import { NavLink, useParams } from "react-router";
import type { AsideKind } from "../api/types";
import { asideName } from "../events/asides";
import { asideKinds } from "../events/filters";
import { AsOf } from "../forms/AsOf";
import { countAs } from "../live/known";
import { useKnown } from "../live/LiveProvider";
import { AsideTable } from "./AsideTable";
import { useAsides } from "./useAsides";
import "../forms/forms.css";
import "./aside.css";

const empty: Record<AsideKind, string> = {
  shelved:
    "Nothing is shelved. Whoever shelves an event says for how long and why; it stands here until then.",
  suppressed:
    "Nothing is suppressed. A supervisor suppresses what means nothing in the present state of the plant.",
  out_of_service: "Nothing is out of service. A supervisor takes out what is being worked on.",
  maintenance: "No maintenance window mutes anything now.",
  inhibited: "No event mutes another one now.",
};

/** All that calls nobody now: why, by whom, until when, and the way back. */
export function AsidePage() {
  const { kind: asked } = useParams();
  const { asides, read } = useAsides();
  // Either of the two ways tells of all of them.
  const known = useKnown();
  const told = read.data !== undefined ? "whole" : known;
  const kind = asideKinds.find((one) => one === asked) ?? null;
  const shown = kind === null ? asides : asides.filter(({ aside }) => aside.kind === kind);
  return (
    <div className="aside-page ages">
      <header className="aside-head">
        <h1>Set aside</h1>
        <p className="muted">These events call nobody. Each comes back by itself at its time, as it was.</p>
        <AsOf read={read} />
      </header>
      <nav className="aside-kinds" aria-label="How it is set aside">
        <NavLink to="/aside" end>
          All <span className="count">{countAs(told, asides.length)}</span>
        </NavLink>
        {asideKinds.map((one) => (
          <NavLink key={one} to={`/aside/${one}`}>
            {asideName(one)}{" "}
            <span className="count">
              {countAs(told, asides.filter(({ aside }) => aside.kind === one).length)}
            </span>
          </NavLink>
        ))}
      </nav>
      {shown.length === 0 ? (
        <p className="empty">
          {told !== "whole"
            ? "Nothing received yet."
            : kind === null
              ? "Nothing is set aside: every event calls."
              : empty[kind]}
        </p>
      ) : (
        <AsideTable rows={shown} question={kind} />
      )}
    </div>
  );
}
