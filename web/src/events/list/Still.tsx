import { type ReactNode, useLayoutEffect, useRef, useState } from "react";

/** Room above the rows for what comes and goes by itself; while `holding`, it is as high as it was before. */
export function Still({ holding, children }: { holding: boolean; children: ReactNode }) {
  const room = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  useLayoutEffect(() => setHeight(holding ? (room.current?.offsetHeight ?? 0) : null), [holding]);
  return (
    <div ref={room} className="still" style={height === null ? undefined : { height, overflowY: "auto" }}>
      {height === 0 ? null : children}
    </div>
  );
}
