import { type Loud, lengthOf } from "./patterns";

/** Between the end of a pattern and the next: a storm sounds on, but it does not drown itself. */
const PAUSE_MS = 3000;

/** Sounds one pattern after the other. While one sounds, the worst of what comes meanwhile waits for its turn. */
export class Bell {
  #busy: ReturnType<typeof setTimeout> | undefined;
  #waiting: Loud | null = null;

  constructor(private readonly sound: (loud: Loud) => void) {}

  ring(loud: Loud): void {
    if (this.#busy !== undefined) {
      if (this.#waiting !== "critical") this.#waiting = loud;
      return;
    }
    this.sound(loud);
    this.#busy = setTimeout(() => this.#next(), lengthOf(loud) * 1000 + PAUSE_MS);
  }

  /** Forgets what waits. */
  hush(): void {
    this.#waiting = null;
  }

  #next(): void {
    this.#busy = undefined;
    const next = this.#waiting;
    this.#waiting = null;
    if (next !== null) this.ring(next);
  }
}
