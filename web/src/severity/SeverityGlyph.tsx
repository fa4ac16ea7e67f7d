import { useState } from "react";
import type { Severity } from "../api/types";
import { type Call, type Shape, signOf } from "./severity";
import "./glyph.css";

const outlines: Record<Shape, string> = {
  square: "M3 3H21V21H3Z",
  triangle: "M12 1.5L23 21.5H1Z",
  diamond: "M12 0.5L23.5 12L12 23.5L0.5 12Z",
  circle: "M12 1.5A10.5 10.5 0 1 1 12 22.5A10.5 10.5 0 1 1 12 1.5Z",
};

type GlyphProps = { severity: Severity; call?: Call; size?: number | string };

/** Severity by shape, digit and colour. All calling glyphs blink in step, so a full page has one pulse. */
export function SeverityGlyph({ severity, call = "steady", size = 20 }: GlyphProps) {
  const sign = signOf(severity);
  const [delay] = useState(() => `${-Math.round(performance.now() % 1000)}ms`);
  return (
    <svg
      className={`glyph glyph-${call}`}
      data-severity={severity}
      data-shape={sign.shape}
      viewBox="-1 -1 26 26"
      style={{ width: size, height: size, animationDelay: delay, "--delay": delay } as React.CSSProperties}
      role="img"
      aria-label={call === "calling" ? `${sign.name}, unacknowledged` : sign.name}
    >
      <path d={outlines[sign.shape]} />
      <text x="12" y={sign.shape === "triangle" ? 19.5 : 17.2} textAnchor="middle">
        {sign.digit}
      </text>
    </svg>
  );
}
