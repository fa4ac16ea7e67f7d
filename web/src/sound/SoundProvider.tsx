import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { serverNow } from "../time/serverClock";
import { Horn } from "./horn";
import { onMuteElsewhere, rememberedMute, rememberMute } from "./muting";
import type { Loud } from "./patterns";
import { Speaker, type SpeakerState } from "./speaker";
import { useCalls } from "./useCalls";

export type Sounded = { loud: Loud; at: number };

type Sound = {
  state: SpeakerState;
  /** Milliseconds since the epoch; 0 for not muted. */
  mutedUntil: number;
  /** What calls on, heard or not, until somebody takes or silences it. */
  calls: Loud | null;
  silence: () => void;
  /** The last pattern that could be heard. */
  last: Sounded | null;
  allow: () => void;
  mute: (minutes: number) => void;
  unmute: () => void;
  /** Sounds a pattern for whoever wants to know it. */
  sample: (loud: Loud) => void;
};

const SoundContext = createContext<Sound | null>(null);

/** Sounds while something critical or high calls, or contact is lost, on every page below it. */
export function SoundProvider({ children }: { children: ReactNode }) {
  const [speaker] = useState(() => new Speaker());
  const [last, setLast] = useState<Sounded | null>(null);
  const [horn] = useState(() => {
    const play = (loud: Loud) => {
      const isHeard = speaker.play(loud);
      if (isHeard) setLast({ loud, at: serverNow() });
      return isHeard;
    };
    return new Horn({ play, stop: () => speaker.stop() });
  });
  const [mutedUntil, setMutedUntil] = useState(() => rememberedMute(Date.now()));
  const state = useSyncExternalStore(speaker.subscribe, speaker.state);

  useEffect(() => {
    const life = new AbortController();
    speaker.open(life.signal);
    return () => life.abort();
  }, [speaker]);
  useEffect(() => onMuteElsewhere(() => setMutedUntil(rememberedMute(Date.now()))), []);
  useEffect(() => {
    if (mutedUntil === 0) return;
    const timer = setTimeout(() => setMutedUntil(0), mutedUntil - Date.now());
    return () => clearTimeout(timer);
  }, [mutedUntil]);
  useEffect(() => {
    horn.listen(state === "ready" && mutedUntil === 0);
    return () => horn.listen(false);
  }, [horn, state, mutedUntil]);
  const { worst: calls, silence } = useCalls(horn);

  const sound = useMemo<Sound>(() => {
    const setMute = (until: number) => {
      rememberMute(until);
      setMutedUntil(until);
    };
    return {
      state,
      mutedUntil,
      last,
      calls,
      silence,
      allow: () => void speaker.allow(),
      mute: (minutes) => setMute(Date.now() + minutes * 60_000),
      unmute: () => setMute(0),
      sample: (loud) => void speaker.play(loud),
    };
  }, [state, mutedUntil, last, calls, silence, speaker]);
  return <SoundContext value={sound}>{children}</SoundContext>;
}

export function useSound(): Sound {
  const sound = useContext(SoundContext);
  if (sound === null) throw new Error("useSound needs a SoundProvider");
  return sound;
}
