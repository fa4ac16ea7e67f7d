import { useEffect, useMemo, useState } from "react";
import { placesWith, rememberedPlaces, rememberPlaces } from "./places";

/** Fixed places for what is there now, remembered on this screen; and a way to arrange them anew. */
export function usePlaces(key: string, now: readonly string[]): [readonly string[], () => void] {
  const [before, setBefore] = useState(() => rememberedPlaces(key));
  const places = useMemo(() => placesWith(before, now), [before, now]);
  useEffect(() => {
    if (places.length === before.length) return;
    rememberPlaces(key, places);
    setBefore(places);
  }, [key, places, before]);
  const arrange = () => {
    rememberPlaces(key, now);
    setBefore([...now]);
  };
  return [places, arrange];
}
