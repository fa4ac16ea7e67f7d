import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { call } from "../../../api/http";
import type { EventView, Listing } from "../../../api/types";
import { useLiveEvents } from "../../../live/LiveProvider";
import { statuses } from "../../../severity/severity";
import { useSettled } from "../../../time/useSettled";
import { noFilters, searchQueryOf } from "../../filters";
import { isUnresolved, mostUrgentFirst } from "../../urgency";
import { useNamesOf } from "../../useNamesOf";
import { saying } from "./saying";

const SHOWN = 8;
const PAUSE_MS = 250;

type Choices = {
  text: string;
  find: (text: string) => void;
  shown: readonly EventView[];
  /** How many more there are by these words. */
  more: number;
};

/**
 * The events to choose from: those of the same place and category as `of` on top. They stay as they are until somebody
 * asks by other words: what happens meanwhile moves none of them. With `all`, those that are over are found too.
 */
export function useChoices(of: EventView, all: boolean, itself: boolean): Choices {
  const live = useLiveEvents();
  const namesOf = useNamesOf();
  const [{ text, events }, setAsked] = useState({ text: "", events: live });
  const says = useMemo(() => saying(text, namesOf), [text, namesOf]);
  const open = useMemo(() => {
    const others = events.filter(
      (event) =>
        (itself || event.id !== of.id) &&
        (all ? event.status !== "closed" : isUnresolved(event)) &&
        says(event),
    );
    return mostUrgentFirst(others).toSorted((a, b) => kinship(of, b) - kinship(of, a));
  }, [events, says, of, all, itself]);
  const over = useOver(text, all);
  const shown = useMemo(() => {
    const first = open.slice(0, SHOWN);
    const known = new Set([of.id, ...open.map(({ id }) => id)]);
    return [...first, ...over.filter(({ id }) => !known.has(id))];
  }, [open, over, of]);
  return {
    text,
    find: (words) => setAsked({ text: words, events: live }),
    shown,
    more: Math.max(0, open.length - SHOWN),
  };
}

const none: readonly EventView[] = [];

/** The latest of those that are over, as the server finds them by these words. */
function useOver(text: string, needed: boolean): readonly EventView[] {
  const wanted = searchQueryOf({ ...noFilters, statuses, text, sort: "-detectedAt" });
  const query = useSettled(wanted, PAUSE_MS);
  const { data } = useQuery({
    queryKey: ["choices", query],
    queryFn: ({ signal }) =>
      call<Listing<EventView>>("GET", `/events?${query}&limit=${SHOWN}`, undefined, signal),
    enabled: needed && query === wanted && text.trim() !== "",
    staleTime: 10_000,
  });
  return query === wanted ? (data?.items ?? none) : none;
}

const kinship = (a: EventView, b: EventView): number =>
  (a.facilityId !== null && a.facilityId === b.facilityId ? 2 : 0) + (a.category === b.category ? 1 : 0);
