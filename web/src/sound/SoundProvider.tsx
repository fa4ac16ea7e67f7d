import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useEventStore, useLiveEvents } from "../live/LiveProvider";
import { serverNow } from "../time/serverClock";
import { Bell } from "./bell";
import { onMuteElsewhere, rememberedMute, rememberMute } from "./muting";
import { type Calls, callsOf, newCall } from "./newCall";
import type { Loud } from "./patterns";
import { Speaker, type SpeakerState } from "./speaker";

export type Sounded = { loud: Loud; at: number };

type Sound = {
  state: SpeakerState;
  /** Milliseconds since the epoch; 0 for not muted. */
  mutedUntil: number;
  /** The last pattern that could be heard. */
  last: Sounded | null;
  allow: () => void;
  mute: (minutes: number) => void;
  unmute: () => void;
  /** Sounds a pattern for whoever wants to know it. */
  sample: (loud: Loud) => void;
};

const SoundContext = createContext<Sound | null>(null);

/** Sounds when something critical or high begins to call, on every page below it; never for what was there before. */
export function SoundProvider({ children }: { children: ReactNode }) {
  const [speaker] = useState(() => new Speaker());
  const [last, setLast] = useState<Sounded | null>(null);
  const [bell] = useState(() => new Bell((loud) => speaker.play(loud) && setLast({ loud, at: serverNow() })));
  const [mutedUntil, setMutedUntil] = useState(() => rememberedMute(Date.now()));
  const state = useSyncExternalStore(speaker.subscribe, speaker.state);

  useEffect(() => {
    const life = new AbortController();
    speaker.open(life.signal);
    return () => life.abort();
  }, [speaker]);
  useEffect(() => onMuteElsewhere(() => setMutedUntil(rememberedMute(Date.now()))), []);
  useNewCalls((loud) => {
    if (rememberedMute(Date.now()) === 0) bell.ring(loud);
  });

  const sound = useMemo<Sound>(() => {
    const setMute = (until: number) => {
      rememberMute(until);
      setMutedUntil(until);
      bell.hush();
    };
    return {
      state,
      mutedUntil,
      last,
      allow: () => void speaker.allow(),
      mute: (minutes) => setMute(Date.now() + minutes * 60_000),
      unmute: () => setMute(0),
      sample: (loud) => void speaker.play(loud),
    };
  }, [state, mutedUntil, last, speaker, bell]);
  return <SoundContext value={sound}>{children}</SoundContext>;
}

export function useSound(): Sound {
  const sound = useContext(SoundContext);
  if (sound === null) throw new Error("useSound needs a SoundProvider");
  return sound;
}

/** Tells of each view of the live events in which something begins to call. The first view is what was there before. */
function useNewCalls(tell: (loud: Loud) => void): void {
  const events = useLiveEvents();
  const begun = useEventStore().cursor !== null;
  const before = useRef<{ calls: Calls; since: number } | null>(null);
  const told = useRef(tell);
  useEffect(() => {
    told.current = tell;
  });
  useEffect(() => {
    if (!begun) return;
    const known = before.current;
    before.current = { calls: callsOf(events), since: known?.since ?? serverNow() };
    const loud = known === null ? null : newCall(known.calls, events, known.since);
    if (loud !== null) told.current(loud);
  }, [events, begun]);
}
