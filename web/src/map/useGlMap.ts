import { type RefObject, useEffect, useState } from "react";
import type { Box } from "../events/box";
import type { GlMap } from "./engine";
import { canDrawMaps } from "./webgl";

export type GlState =
  | { kind: "loading" }
  | { kind: "ready"; map: GlMap; engine: typeof import("./engine") }
  | { kind: "none"; why: string };

const NO_WEBGL = "This screen cannot draw maps: its browser has no WebGL 2.";
const NOT_READ = "The map could not be read from the server. Reload the page to try again.";

/** A map in the holder for as long as the calling component is there. It begins at `box`, once there is one. */
export function useGlMap(holder: RefObject<HTMLDivElement | null>, box: Box | null): GlState {
  const [state, setState] = useState<GlState>({ kind: "loading" });
  const [start, setStart] = useState(box);
  if (start === null && box !== null) setStart(box);

  useEffect(() => {
    if (start === null || holder.current === null) return;
    if (!canDrawMaps()) return setState({ kind: "none", why: NO_WEBGL });
    const element = holder.current;
    let left = false;
    let map: GlMap | undefined;
    import("./engine").then(
      (engine) => {
        if (left) return;
        try {
          const opened = engine.openMap(element, start);
          map = opened;
          opened.once("load", () => left || setState({ kind: "ready", map: opened, engine }));
        } catch {
          setState({ kind: "none", why: NO_WEBGL });
        }
      },
      () => left || setState({ kind: "none", why: NOT_READ }),
    );
    return () => {
      left = true;
      setState({ kind: "loading" });
      map?.remove();
    };
  }, [holder, start]);
  return state;
}
