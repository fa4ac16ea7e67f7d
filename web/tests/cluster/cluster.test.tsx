import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cluster, Member } from "../../src/api/types";
import { inOneSentence, leaseInWords, levelInWords, unreachedInWords } from "../../src/cluster/words";
import { feed } from "../console/feed";
import { Room } from "../console/room";

let room: Room;
beforeEach(() => {
  room = new Room();
  feed.open = room.feed;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const silo = (name: string, some: Partial<Member> = {}): Member => ({
  name,
  address: "127.0.0.1:15001",
  state: "serving",
  leaseLeftSeconds: 9.4,
  acknowledgedView: 3,
  featureLevel: 1,
  grains: 100,
  waitingWrites: 0,
  lanes: [0, 0],
  joinedAt: new Date().toISOString(),
  ...some,
});

const cluster = (members: Member[], some: Partial<Cluster> = {}): Cluster => ({
  name: "watchfloor",
  view: 3,
  featureLevel: 1,
  at: new Date().toISOString(),
  members,
  unreached: [],
  apis: [{ name: "api-1", address: "http://127.0.0.1:5080", heardSecondsAgo: 0.4, featureLevel: 1 }],
  waitingWrites: 0,
  due: { depth: 12, oldest: null },
  outbox: { depth: 0, oldest: null },
  ...some,
});

test("shows each silo, and a second later that one of them was put out", async () => {
  const silos = ["silo-1", "silo-2", "silo-3"];
  room.answers.set("GET /cluster", { body: cluster(silos.map((name) => silo(name))) });
  room.open("/cluster");
  expect((await screen.findByRole("status")).textContent).toBe("3 silos serve the 300 grains of view 3.");
  expect(screen.getAllByText("serving")).toHaveLength(3);

  const after = [silo("silo-1"), silo("silo-2", { state: "evicted", acknowledgedView: 3 }), silo("silo-3")];
  const left = after.map((one) =>
    one.state === "evicted" ? one : { ...one, acknowledgedView: 4, grains: 150, lanes: [0, 7, 0] },
  );
  room.answers.set("GET /cluster", { body: cluster(left, { view: 4 }) });
  await waitFor(() => expect(screen.getByText("put out")).toBeTruthy(), { timeout: 5000 });
  expect(screen.getByRole("status").textContent).toBe(
    "2 silos serve the 300 grains of view 4. silo-2 was put out in the last hour.",
  );
  const row = within(screen.getByRole("table", { name: "Silos" }))
    .getByText("silo-1")
    .closest("tr");
  expect(row?.textContent).toContain("150");
  expect(row?.textContent).toContain("0 · 7 · 0");
});

test("names who does not reach whom, and nothing once all reach each other", async () => {
  const silos = [silo("silo-1"), silo("silo-2"), silo("silo-3")];
  const since = new Date(Date.now() - 12_000).toISOString();
  const unreached = [{ name: "silo-2", address: "10.0.0.2:11111", by: ["silo-1", "silo-3"], since }];
  room.answers.set("GET /cluster", { body: cluster(silos, { unreached }) });
  room.open("/cluster");
  const note = await screen.findByRole("region", { name: "Silos that do not reach each other" });
  expect(note.textContent).toMatch(/^silo-1 and silo-3 have not reached silo-2 for 1\d s\./);

  room.answers.set("GET /cluster", { body: cluster(silos) });
  await waitFor(
    () => expect(screen.queryByRole("region", { name: "Silos that do not reach each other" })).toBeNull(),
    { timeout: 5000 },
  );
});

test("says who has not reached whom in words, however many they are", () => {
  const since = new Date(1_000_000).toISOString();
  const of = (by: string[]) => unreachedInWords({ name: "silo-2", address: "a", by, since }, 1_003_000);
  expect(of(["silo-1"])).toBe("silo-1 has not reached silo-2 for 3 s.");
  expect(of(["silo-1", "silo-3", "silo-4"])).toBe(
    "silo-1, silo-3 and silo-4 have not reached silo-2 for 3 s.",
  );
});

test("says how old it is when no answer comes, and why", async () => {
  room.answers.set("GET /cluster", { body: cluster([silo("silo-1")]) });
  room.open("/cluster");
  await screen.findByText("silo-1");
  room.answers.set("GET /cluster", () => {
    throw new TypeError("Failed to fetch");
  });
  const age = await screen.findByTestId("cluster-age", undefined, { timeout: 8000 });
  expect(age.textContent).toMatch(/What you see is \d+ s old/);
  expect(screen.getByText("silo-1")).toBeTruthy();
}, 12_000);

test("g c leads there for those who oversee the house, and for nobody else", async () => {
  const user = userEvent.setup();
  room.answers.set("GET /cluster", { body: cluster([silo("silo-1")]) });
  room.open("/load");
  await screen.findByRole("link", { name: "Cluster" });
  await user.keyboard("gc");
  expect(await screen.findByRole("heading", { name: /^Cluster/ })).toBeTruthy();
});

test.each([
  ["operator", "main"],
  ["admin", "north"],
])("%s of %s is not offered it", async (role, tenant) => {
  room.signedInAs(role, tenant);
  room.open("/load");
  await screen.findByRole("link", { name: "Load" });
  expect(screen.queryByRole("link", { name: "Cluster" })).toBeNull();
});

test("sentences for one server, for none that serves, and for those on their way", () => {
  expect(inOneSentence(cluster([silo("host")], { name: null }))).toBe("One server does everything.");
  expect(inOneSentence(cluster([silo("silo-1", { state: "late" })]))).toBe(
    "No silo serves. Events wait until one does.",
  );
  expect(inOneSentence(cluster([silo("silo-1"), silo("silo-2", { state: "moving", grains: 0 })]))).toBe(
    "1 silo serves the 100 grains of view 3; 1 is on its way in or out.",
  );
  expect([leaseInWords(null), leaseInWords(9.44), leaseInWords(-3)]).toEqual([
    "–",
    "9.4 s",
    "over for 3.0 s",
  ]);
});

test("says how far an upgrade has come", () => {
  expect(levelInWords(cluster([silo("silo-1")]))).toBe("feature level 1");
  const [gone, next] = [silo("silo-0", { state: "evicted" }), silo("silo-2", { featureLevel: 2 })];
  expect(levelInWords(cluster([gone, silo("silo-1"), next]))).toBe(
    "feature level 1; 1 of 3 programs are newer",
  );
});

test("names the level of each program that is not the cluster's", async () => {
  const members = [silo("silo-1"), silo("silo-2", { featureLevel: 2 })];
  const gone = silo("silo-0", { state: "evicted", featureLevel: 2 });
  const api = { address: "http://127.0.0.1:5080", heardSecondsAgo: 0.4 };
  const apis = [
    { name: "api-1", ...api, featureLevel: 1 },
    { name: "api-2", ...api, featureLevel: 2 },
  ];
  room.answers.set("GET /cluster", { body: cluster([gone, ...members], { apis }) });
  room.open("/cluster");
  await screen.findByText("silo-1");
  const names = screen.getAllByRole("row").map((row) => row.querySelector("td")?.textContent);
  expect(names.filter((name) => name !== undefined)).toEqual([
    "silo-0",
    "silo-1",
    "silo-2 feature level 2",
    "api-1",
    "api-2 feature level 2",
  ]);
});
