import type { Severity } from "../api/types";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import type { Call } from "../severity/severity";
import { distanceInWords, type Sketch } from "./sketch";

const WIDTH = 320;
const HEIGHT = 160;

const isUnderPin = (x: number, y: number) => Math.hypot(x - WIDTH / 2, y - HEIGHT / 2) < 14;

type PinSketchProps = { sketch: Sketch; severity: Severity; call: Call; label: string };

/** The drawing: the event in the middle, north on top, facilities around it, a scale below. */
export function PinSketch({ sketch, severity, call, label }: PinSketchProps) {
  const perMetre = HEIGHT / 2 / sketch.reach;
  const scale = sketch.scale * perMetre;
  const inside = sketch.neighbours
    .map((one) => ({ ...one, x: WIDTH / 2 + one.east * perMetre, y: HEIGHT / 2 - one.north * perMetre }))
    .filter(({ x, y }) => x > 4 && x < WIDTH - 4 && y > 4 && y < HEIGHT - 4);
  return (
    <div className="pin-sketch">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <g className="sketch-rings">
          {[1, 2, 3].map((ring) => (
            <circle key={ring} cx={WIDTH / 2} cy={HEIGHT / 2} r={ring * scale} />
          ))}
        </g>
        {inside.map(({ id, name, x, y }) => (
          <g key={id} className="sketch-place">
            <rect x={x - 3} y={y - 3} width="6" height="6" />
            {isUnderPin(x, y) ? (
              <text x={WIDTH / 2} y={HEIGHT / 2 + 24} textAnchor="middle">
                {name}
              </text>
            ) : (
              <text
                x={x > WIDTH * 0.6 ? x - 7 : x + 7}
                y={y + 4}
                textAnchor={x > WIDTH * 0.6 ? "end" : "start"}
              >
                {name}
              </text>
            )}
          </g>
        ))}
        <g className="sketch-scale">
          <path d={`M10 ${HEIGHT - 14}v6h${scale}v-6`} />
          <text x={16 + scale} y={HEIGHT - 7}>
            {distanceInWords(sketch.scale)}
          </text>
        </g>
      </svg>
      <span className="sketch-pin">
        <SeverityGlyph severity={severity} call={call} size={22} />
      </span>
    </div>
  );
}
