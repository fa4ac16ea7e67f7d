/** The wire shapes that the console reads. Instants are ISO 8601 strings in UTC. */
export type Severity = "critical" | "high" | "medium" | "low";
export type Status = "new" | "acknowledged" | "in_progress" | "resolved" | "closed";

export type Contributor = {
  conditionKey: string;
  source: string;
  title: string;
  since: string;
};
export type NextPage = { at: string; level: number; policy: string; targets: string[] };

export type Point = { lat: number; lon: number };
/** Set aside by somebody: nobody is paged until then, or until it changes by itself. */
export type Aside = { by: string; reason: string; since: string; until: string; oneShot: boolean };
/** Muted by a window or a rule: nobody is paged while it holds. */
export type Muting = {
  kind: "maintenance" | "inhibited";
  reason: string;
  since: string;
  until?: string | null;
};
export type Unstable = { since: string; changes: number };
/** Seen so often by now; it calls for people from `count` times within a time on. */
export type Gathering = { seen: number; count: number; within: string };
export type AsideKind = "shelved" | "suppressed" | "out_of_service" | "maintenance" | "inhibited";
export type LinkKind = "work_order" | "anomaly" | "event";
export type EventLink = { kind: LinkKind; id: string };

export type EventView = {
  id: string;
  status: Status;
  severity: Severity;
  category: string;
  facilityId: string | null;
  title: string;
  description: string | null;
  source: string;
  externalId: string | null;
  location: Point | null;
  attributes: Record<string, string>;
  detectedAt: string;
  receivedAt: string;
  updatedAt: string;
  count: number;
  lastDetectedAt: string;
  contributors: Contributor[];
  slaDueAt: string;
  slaBreachedAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  startedAt: string | null;
  resolvedAt: string | null;
  resolvedBy: string | null;
  closedAt: string | null;
  /** Whose it is, by id; null for nobody's. */
  assignee: string | null;
  links: readonly EventLink[];
  shelved: Aside | null;
  suppressed: Aside | null;
  outOfService: Aside | null;
  /** Since when its SLA stands still. */
  slaPausedAt: string | null;
  /** What its SLA follows; none where the usual times hold. */
  slaPolicy?: { id: string; name: string } | null;
  muted?: readonly Muting[] | null;
  unstable?: Unstable | null;
  gathering?: Gathering | null;
  mergedInto?: string | null;
  splitFrom?: string | null;
  /** How many files are attached. */
  attachments?: number | null;
  version: number;
  nextPage: NextPage | null;
};

export type TimelineItem = {
  at: string;
  type: string;
  by: string | null;
  text: string;
  detail?: Record<string, string>;
};

export type PageAttempt = {
  startedAt: string;
  endedAt: string | null;
  result: "delivered" | "failed" | "lost" | null;
  detail: string | null;
};

export type PageView = {
  id: string;
  eventId: string;
  policyId: string;
  policyName: string;
  level: number;
  round: number;
  channelId: string;
  channelName: string | null;
  channelKind: string | null;
  status: "due" | "attempting" | "retrying" | "delivered" | "dead" | "suppressed";
  /** Why its time had come: `due` at its level, `sla breached`, or in the words of who asked for it. */
  cause?: string | null;
  reason: string | null;
  dueAt: string;
  attempts: PageAttempt[];
  deliveredAt: string | null;
  crossed: boolean;
  key: string;
  /** All of it in a sentence. */
  why?: string | null;
};

/** Every page of an event, and how it came to those and no others. */
export type Pages = { why?: string | null; items: PageView[] };

export type Attachment = {
  id: string;
  name: string;
  /** Its media type, as whoever attached it said. */
  contentType: string;
  size: number;
  by: string;
  at: string;
};

/** How many of the newest matches of a filter have which word. */
export type Facets = {
  counted: number;
  isComplete: boolean;
  status: Record<string, number>;
  severity: Record<string, number>;
  category: Record<string, number>;
  source: Record<string, number>;
  facilityId: Record<string, number>;
  assignee?: Record<string, number>;
  aside?: Record<string, number>;
};

export type SavedFilter = { id: string; name: string; query: string; owner: string; version: number };

/** What became of one event of many: an outcome, or why not. */
export type BulkResult = {
  id: string;
  outcome?: "done" | "unchanged" | null;
  problem?: { type: string; title: string; status: number; detail: string | null; traceId?: string | null };
};

export type Facility = {
  id: string;
  name: string;
  parentId: string | null;
  scheme: string | null;
  dma: string | null;
  location: Point | null;
};

export type Role = "admin" | "supervisor" | "operator" | "viewer" | "ingest";

export type Me = { id: string; name: string; role: Role; tenant: string };

export type User = {
  id: string;
  login: string;
  name: string;
  role: Role;
  disabled: boolean;
  lockedUntil?: string | null;
};

export type ApiKey = {
  id: string;
  name: string;
  role: Role;
  sources?: string[] | null;
  expiresAt?: string | null;
  /** Until then the key before the last rotation opens too. */
  previousUntil?: string | null;
  createdAt?: string | null;
};

/** A key as it is told once, at its making. */
export type IssuedKey = { id: string; key: string };

export type AuditEntry = {
  at: string;
  actor: string;
  actorName?: string | null;
  operation: string;
  path: string;
  status: number;
  trace?: string | null;
};

export type Tenant = { id: string; name: string; closed?: boolean };

export type Listing<T> = { items: T[]; nextCursor: string | null };

export type MemberState = "serving" | "moving" | "leaving" | "late" | "evicted";
/** One life of a silo. A lease is told as at the moment of the look; null where there is none. */
export type Member = {
  name: string;
  address: string;
  state: MemberState;
  leaseLeftSeconds: number | null;
  acknowledgedView: number;
  featureLevel: number;
  grains: number;
  waitingWrites: number;
  /** The same for each of its lines of commits. */
  lanes: number[];
  joinedAt: string;
};
export type Backlog = { depth: number; oldest: string | null };
/** The processes that serve; without a name there is only one. */
/** A silo that others do not reach, though it renews its lease. */
export type Unreached = { name: string; address: string; by: string[]; since: string };

export type Cluster = {
  name: string | null;
  view: number;
  featureLevel: number;
  at: string;
  members: Member[];
  /** An api of an older version does not say it. */
  unreached?: Unreached[];
  apis: { name: string; address: string; heardSecondsAgo: number; featureLevel: number }[];
  waitingWrites: number;
  due: Backlog;
  outbox: Backlog;
};
