import { SeverityGlyph } from "../severity/SeverityGlyph";

/** What the signs on the tiles mean. */
export function Legend() {
  return (
    <ul className="legend" aria-label="What the signs mean">
      <li>
        <SeverityGlyph severity="critical" call="calling" size={16} /> nobody has it
      </li>
      <li>
        <SeverityGlyph severity="critical" size={16} /> taken
      </li>
      <li>
        <SeverityGlyph severity="critical" call="returned" size={16} /> went away, nobody had it
      </li>
      <li>
        <span aria-hidden="true">?</span> nothing heard yet
      </li>
    </ul>
  );
}
