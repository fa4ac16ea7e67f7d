const BETWEEN = 60_000;

/** When ids without a name were first seen, so that each is asked for once, and nothing more often than once a minute. */
export class Sightings {
  readonly #first = new Map<string, number>();
  #asked = Number.NEGATIVE_INFINITY;

  see(id: string, now: number) {
    if (!this.#first.has(id)) this.#first.set(id, now);
  }

  /** True where names that were read after the id was seen do not have it. */
  isGone(id: string, readAt: number): boolean {
    const first = this.#first.get(id);
    return first !== undefined && first < readAt;
  }

  asked(now: number) {
    this.#asked = now;
  }

  /** How long to wait before asking again. */
  waitAt = (now: number): number => Math.max(0, this.#asked + BETWEEN - now);
}
