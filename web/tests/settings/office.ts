import type { User } from "../../src/api/types";
import type { Answer, Call, Room } from "../console/room";

const problem = (status: number, detail: string): Answer => ({
  status,
  body: { title: "No", status, detail, traceId: "4bf92f" },
});
const listing = (items: unknown[]): Answer => ({ body: { items, nextCursor: null } });

/** The people of a server: versions, wishes done once, and the last admin who must stay. */
export class Office {
  readonly users = new Map<string, { user: User; version: number }>();
  #done = new Map<string, Answer>();

  constructor(readonly room: Room) {
    this.#puts({ id: "user-ana", login: "ana", name: "Ana", role: "admin", disabled: false });
    this.#puts({ id: "user-ben", login: "ben", name: "Ben", role: "operator", disabled: false });
    room.answers.set("GET /users", () => listing([...this.users.values()].map(({ user }) => user)));
    room.answers.set("GET /api-keys", () => listing([]));
    room.answers.set("POST /users", this.once(this.#create));
  }

  /** Somebody at another screen. */
  elsewhere(id: string, some: Partial<User>) {
    const held = this.users.get(id);
    if (held !== undefined)
      this.users.set(id, { user: { ...held.user, ...some }, version: held.version + 1 });
  }

  /** The first answer again under the same key. */
  once = (act: (call: Call) => Answer) => (call: Call) => {
    const key = call.headers.get("idempotency-key") ?? "";
    const answer = this.#done.get(key) ?? act(call);
    this.#done.set(key, answer);
    return answer;
  };

  #create = ({ body }: Call): Answer => {
    const user: User = { ...(body as User), id: `user-${this.users.size}`, disabled: false };
    this.#puts(user);
    return { status: 201, body: user };
  };

  #puts(user: User) {
    this.users.set(user.id, { user, version: 1 });
    const path = `/users/${user.id}`;
    this.room.answers.set(`GET ${path}`, () => this.#told(user.id));
    this.room.answers.set(`PUT ${path}`, (call) => this.#guarded(user.id, call, true));
    this.room.answers.set(`DELETE ${path}`, (call) => this.#guarded(user.id, call, false));
    this.room.answers.set(`POST ${path}/password`, { status: 204 });
  }

  #told(id: string): Answer {
    const held = this.users.get(id);
    if (held === undefined) return problem(404, "There is no such user.");
    return { body: held.user, headers: { etag: `"${held.version}"` } };
  }

  #guarded(id: string, call: Call, stays: boolean): Answer {
    const held = this.users.get(id);
    if (held === undefined) return problem(404, "There is no such user.");
    if (call.headers.get("if-match") !== `"${held.version}"`)
      return problem(412, "It was changed since you read it.");
    const next = stays ? { ...held.user, ...(call.body as User) } : null;
    if (held.user.role === "admin" && (next === null || next.role !== "admin" || next.disabled))
      return problem(409, "Ana is the last admin; make somebody else one first.");
    if (next === null) this.users.delete(id);
    else this.elsewhere(id, next);
    return next === null ? { status: 204 } : this.#told(id);
  }
}
