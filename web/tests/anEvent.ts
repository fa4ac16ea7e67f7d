import type { EventView } from "../src/api/types";

const NOON = Date.parse("2026-03-02T12:00:00Z");

/** Noon of an ordinary day, moved by minutes. */
export const at = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();

/** An unacknowledged high event at noon with an hour of SLA; what a test is about, it says itself. */
export function anEvent(some: Partial<EventView> & { id: string }): EventView {
  return {
    status: "new",
    severity: "high",
    category: "pressure",
    facilityId: null,
    title: `Event ${some.id}`,
    description: null,
    source: "edge-1",
    externalId: null,
    location: null,
    attributes: {},
    detectedAt: at(0),
    receivedAt: at(0),
    updatedAt: at(0),
    count: 1,
    lastDetectedAt: at(0),
    contributors: [],
    slaDueAt: at(60),
    slaBreachedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    startedAt: null,
    resolvedAt: null,
    resolvedBy: null,
    closedAt: null,
    assignee: null,
    links: [],
    shelved: null,
    suppressed: null,
    outOfService: null,
    slaPausedAt: null,
    version: 1,
    nextPage: null,
    ...some,
  };
}
