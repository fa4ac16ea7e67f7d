import type { Severity } from "../api/types";
import { SeverityGlyph } from "../severity/SeverityGlyph";
import type { Call } from "../severity/severity";
import type { Pixel } from "./clusters";
import { namesWithRoom } from "./names";
import { distanceInWords, type Sketch } from "./sketch";

const WIDTH = 320;
const HEIGHT = 160;

/** The middle of a name: beside its place, to the side where there is room, and below the pin where that covers it. */
function wordsAt({ x, y, name }: { x: number; y: number; name: string }): { pixel: Pixel } {
  if (Math.hypot(x - WIDTH / 2, y - HEIGHT / 2) < 14) return { pixel: { x: WIDTH / 2, y: HEIGHT / 2 + 26 } };
  const half = name.length * 2.8 + 8;
  return { pixel: { x: x > WIDTH * 0.6 ? x - half : x + half, y: y + 4 } };
}

type PinSketchProps = { sketch: Sketch; severity: Severity; call: Call; label: string };

/** The drawing: the event in the middle, north on top, facilities around it, a scale below. */
export function PinSketch({ sketch, severity, call, label }: PinSketchProps) {
  const perMetre = HEIGHT / 2 / sketch.reach;
  const scale = sketch.scale * perMetre;
  const inside = sketch.neighbours
    .map((one) => ({ ...one, x: WIDTH / 2 + one.east * perMetre, y: HEIGHT / 2 - one.north * perMetre }))
    .filter(({ x, y }) => x > 4 && x < WIDTH - 4 && y > 4 && y < HEIGHT - 4)
    .map((one) => ({ ...one, ...wordsAt(one) }));
  const named = new Set(namesWithRoom(inside).map(({ id }) => id));
  return (
    <div className="pin-sketch">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <g className="sketch-rings">
          {[1, 2, 3].map((ring) => (
            <circle key={ring} cx={WIDTH / 2} cy={HEIGHT / 2} r={ring * scale} />
          ))}
        </g>
        {inside.map(({ id, name, x, y, pixel }) => (
          <g key={id} className="sketch-place">
            <rect x={x - 3} y={y - 3} width="6" height="6" />
            {named.has(id) && (
              <text x={pixel.x} y={pixel.y} textAnchor="middle">
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
