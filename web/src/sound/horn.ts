import { type Loud, lengthOf, rankOf } from "./patterns";

/** Between the end of a pattern and the next: a storm sounds on, but it does not drown itself. */
const PAUSE_MS = 3000;
/** What calls sounds again after this long, for as long as it calls. */
const REPEAT_MS = 30_000;

type Voice = { play: (loud: Loud) => boolean; stop: () => void };

/**
 * Sounds what calls: at once when it begins, then again at a calm interval until nothing calls any more. One pattern at a
 * time; only what is worse interrupts. What began while it could not be heard sounds as soon as it can.
 */
export class Horn {
  #calls: Loud | null = null;
  #news: Loud | null = null;
  #isHeard = false;
  #last: { loud: Loud; at: number } | null = null;
  #lastAt = new Map<Loud, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly voice: Voice) {}

  /** The worst that calls now, and the worst of what began to since it was told last. */
  hear(calls: Loud | null, news: Loud | null): void {
    const began = rankOf(calls) > rankOf(this.#calls) ? calls : news;
    const worst = rankOf(began) > rankOf(this.#news) ? began : this.#news;
    this.#calls = calls;
    this.#news = rankOf(worst) > rankOf(calls) ? calls : worst;
    if (calls === null) this.voice.stop();
    this.#plan();
  }

  /** Whether it can be heard: neither muted nor blocked. */
  listen(isHeard: boolean): void {
    if (isHeard === this.#isHeard) return;
    this.#isHeard = isHeard;
    this.#news = isHeard ? this.#calls : null;
    if (!isHeard) this.voice.stop();
    this.#plan();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const next = this.#next();
    if (next === null) return;
    const wait = next.at - Date.now();
    if (wait > 0) this.#timer = setTimeout(() => this.#plan(), wait);
    else this.#sound(next.loud);
  }

  #next(): { loud: Loud; at: number } | null {
    const [calls, news, last] = [this.#calls, this.#news, this.#last];
    if (!this.#isHeard || calls === null) return null;
    const free = last === null ? 0 : last.at + lengthOf(last.loud) * 1000 + PAUSE_MS;
    const before = this.#lastAt.get(calls);
    const again = { loud: calls, at: before === undefined ? free : Math.max(free, before + REPEAT_MS) };
    if (news === null) return again;
    const first = { loud: news, at: last !== null && rankOf(news) > rankOf(last.loud) ? 0 : free };
    return first.at <= again.at ? first : again;
  }

  #sound(loud: Loud): void {
    if (rankOf(this.#news) <= rankOf(loud)) this.#news = null;
    this.voice.stop();
    if (!this.voice.play(loud)) return;
    this.#last = { loud, at: Date.now() };
    this.#lastAt.set(loud, this.#last.at);
    this.#plan();
  }
}
