import { useCallback, useRef, useState } from "react";
import { useLeft } from "../forms/useLeft";
import { useKeys } from "../keys/KeyProvider";
import { useContact } from "../live/LiveProvider";
import { countdown } from "../time/durations";
import { localTime } from "../time/instants";
import { serverNow, useTick } from "../time/serverClock";
import { SoundMenu } from "./SoundMenu";
import { useSound } from "./SoundProvider";
import "./sound.css";

/** Whether this screen can be heard, always to be seen; and the way to silence it for a while. */
export function SoundSwitch() {
  const { state, mutedUntil, last, calls, silence, allow } = useSound();
  const isLost = useContact().state === "lost";
  const [open, setOpen] = useState(false);
  const part = useRef<HTMLSpanElement>(null);
  useLeft(
    part,
    open,
    useCallback(() => setOpen(false), []),
  );
  useTick();
  useKeys({ escape: () => (open ? setOpen(false) : false) });
  const left = mutedUntil - Date.now();
  const muted = left > 0;
  const words =
    state === "none"
      ? "No sound"
      : muted
        ? `Muted ${countdown(left)}`
        : state === "blocked"
          ? "Sound blocked"
          : isLost
            ? "Sound: no contact"
            : "Sound on";
  const heard =
    last === null
      ? ""
      : ` Last sounded ${localTime(new Date(last.at).toISOString(), serverNow())}, ${last.loud}.`;
  const why =
    state === "none"
      ? "This browser plays no sounds."
      : state === "blocked"
        ? "The browser lets this page sound after one click on it."
        : `Sounds while something critical or high calls and nobody has it, or contact is lost.${heard}`;
  return (
    <span className="sound" ref={part}>
      <button
        type="button"
        className="plain sound-switch"
        data-testid="sound"
        data-sound={state !== "ready" ? state : muted ? "muted" : isLost ? "lost" : state}
        data-sounded={last?.loud}
        aria-expanded={open}
        title={why}
        onClick={() => {
          allow();
          setOpen(!open);
        }}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 9v6h4l5 4V5L8 9z" />
          {state === "ready" && !muted ? (
            <path d="M16 9a4 4 0 0 1 0 6M18.5 6a8 8 0 0 1 0 12" />
          ) : (
            <path d="M16 9l6 6M22 9l-6 6" />
          )}
        </svg>
        <span className="sound-words">{words}</span>
      </button>
      {calls !== null && state === "ready" && !muted && (
        <button type="button" className="plain sound-silence" onClick={silence}>
          Silence
        </button>
      )}
      {open && <SoundMenu why={why} muted={muted} onDone={() => setOpen(false)} />}
    </span>
  );
}
