import { type ReactNode, useLayoutEffect, useRef } from "react";
import type { Point } from "../api/types";
import type { GlMap } from "./engine";

type PinnedProps = { map: GlMap; at: Point; className?: string; children: ReactNode };

/** Keeps something over its place while the map moves below. */
export function Pinned({ map, at: { lat, lon }, className = "", children }: PinnedProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const { x, y } = map.project([lon, lat]);
      if (element.current !== null)
        element.current.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    };
    place();
    map.on("move", place);
    map.on("resize", place);
    return () => {
      map.off("move", place);
      map.off("resize", place);
    };
  }, [map, lat, lon]);
  return (
    <div ref={element} className={`pinned ${className}`}>
      {children}
    </div>
  );
}
