import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useContact, useKnown, useLiveEvents } from "../live/LiveProvider";
import { serverNow } from "../time/serverClock";
import { type Calls, callsOf, newCall, worstOf } from "./calls";
import type { Horn } from "./horn";
import type { Loud } from "./patterns";
import { onSilenceElsewhere, rememberedSilence, rememberSilence, stillSilenced } from "./silencing";

/** Tells the horn what calls, be it the loss of contact; and a way to silence what does so now. */
export function useCalls(horn: Horn): { worst: Loud | null; silence: () => void } {
  const events = useLiveEvents();
  const known = useKnown();
  const isLost = useContact().state === "lost";
  const [silenced, setSilenced] = useState(rememberedSilence);
  const [lossSilenced, silenceLoss] = useState(false);
  if (lossSilenced && !isLost) silenceLoss(false);

  const calls = useMemo(() => callsOf(events), [events]);
  const still = useMemo(() => stillSilenced(silenced, calls, known), [silenced, calls, known]);
  const loss = lossSilenced ? null : "lost";
  // While nothing is heard, nobody knows what still calls: the loss itself is what there is to sound.
  const worst = isLost ? loss : worstOf(calls, still);

  useEffect(() => onSilenceElsewhere(() => setSilenced(rememberedSilence())), []);
  useEffect(() => {
    if (still.size === silenced.size) return;
    rememberSilence(still);
    setSilenced(still);
  }, [still, silenced]);

  const before = useRef<{ calls: Calls; since: number } | null>(null);
  useEffect(() => {
    if (known === "nothing") return horn.hear(worst, null);
    const was = before.current;
    before.current = { calls, since: was?.since ?? serverNow() };
    horn.hear(worst, was === null ? null : newCall(was.calls, events, was.since));
  }, [events, calls, known, worst, horn]);

  const told = useRef(calls);
  useEffect(() => {
    told.current = calls;
  });
  const silence = useCallback(() => {
    if (isLost) return silenceLoss(true);
    const now = new Map([...told.current].filter(([, loudness]) => loudness > 0));
    rememberSilence(now);
    setSilenced(now);
  }, [isLost]);
  return { worst, silence };
}
