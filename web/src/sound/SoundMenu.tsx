import { muteMinutes } from "./muting";
import { useSound } from "./SoundProvider";

type SoundMenuProps = { why: string; muted: boolean; onDone: () => void };

const lengthName = (minutes: number) => (minutes < 60 ? `${minutes} min` : `${minutes / 60} h`);

/** Mute for a while, never for good; and hear how it sounds. */
export function SoundMenu({ why, muted, onDone }: SoundMenuProps) {
  const { state, mute, unmute, sample } = useSound();
  return (
    <div className="sound-menu" role="group" aria-label="Sound">
      <p className="muted">{why}</p>
      {muted && (
        <button
          type="button"
          className="main"
          onClick={() => {
            unmute();
            onDone();
          }}
        >
          Sound again now
        </button>
      )}
      {state !== "none" &&
        muteMinutes.map((minutes) => (
          <button
            key={minutes}
            type="button"
            onClick={() => {
              mute(minutes);
              onDone();
            }}
          >
            Mute for {lengthName(minutes)}
          </button>
        ))}
      {state === "ready" && (
        <>
          <button type="button" onClick={() => sample("critical")}>
            Hear critical
          </button>
          <button type="button" onClick={() => sample("high")}>
            Hear high
          </button>
          <button type="button" onClick={() => sample("lost")}>
            Hear lost contact
          </button>
        </>
      )}
    </div>
  );
}
