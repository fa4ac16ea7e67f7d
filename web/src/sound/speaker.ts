import { type Loud, patterns } from "./patterns";

/** `blocked`: the browser waits for a click on the page. `none`: it plays no sounds at all. */
export type SpeakerState = "none" | "blocked" | "ready";

const VOLUME = 0.25;
/** A tone that begins or ends at once clicks. */
const EDGE_S = 0.012;

/** Plays patterns by the sound engine of the browser: no files, so nothing to load when it matters. */
export class Speaker {
  #context: AudioContext | null = null;
  #tones: OscillatorNode[] = [];
  #watchers = new Set<() => void>();

  subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  };

  state = (): SpeakerState => {
    if (this.#context === null) return "none";
    return this.#context.state === "running" ? "ready" : "blocked";
  };

  /** Gets ready until `signal` ends it. Any click or key on the page lifts the browser's block. */
  open(signal: AbortSignal): void {
    if (typeof AudioContext === "undefined") return;
    const context = new AudioContext();
    this.#context = context;
    context.onstatechange = () => this.#tell();
    const allow = () => void this.allow();
    for (const gesture of ["pointerdown", "keydown"])
      document.addEventListener(gesture, allow, { signal, capture: true });
    signal.addEventListener("abort", () => {
      this.#context = null;
      void context.close();
    });
    this.#tell();
  }

  /** Only from within a click or a key press does the browser grant it; refused, the state stays what it is. */
  async allow(): Promise<void> {
    if (this.#context?.state === "suspended") await this.#context.resume().catch(() => undefined);
    this.#tell();
  }

  /** Sounds it; false where it cannot be heard. */
  play(loud: Loud): boolean {
    const context = this.#context;
    if (context?.state !== "running") return false;
    this.#tones = [];
    for (const { at, lasts, hertz } of patterns[loud]) {
      const begin = context.currentTime + 0.02 + at;
      const tone = new OscillatorNode(context, { type: "triangle", frequency: hertz });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setValueAtTime(0, begin);
      volume.gain.linearRampToValueAtTime(VOLUME, begin + EDGE_S);
      volume.gain.setValueAtTime(VOLUME, begin + lasts - EDGE_S);
      volume.gain.linearRampToValueAtTime(0, begin + lasts);
      tone.connect(volume).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + lasts);
      this.#tones.push(tone);
    }
    return true;
  }

  /** Ends what sounds, and what of it would have come. */
  stop(): void {
    for (const tone of this.#tones) tone.disconnect();
    this.#tones = [];
  }

  #tell(): void {
    for (const tell of this.#watchers) tell();
  }
}
