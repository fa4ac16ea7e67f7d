import { Component, type ReactNode } from "react";

const RELOAD_AFTER_MS = 10_000;

type RecoverProps = { children: ReactNode; reload: () => void };

/** Catches what no part of the page expected, and starts the page anew by itself: on a wall nobody would. */
export class Recover extends Component<RecoverProps, { failed: boolean }> {
  override state = { failed: false };
  #timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError = () => ({ failed: true });

  override componentDidCatch() {
    this.#timer = setTimeout(this.props.reload, RELOAD_AFTER_MS);
  }

  override componentWillUnmount() {
    clearTimeout(this.#timer);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="empty" role="alert">
        <p>This page failed and shows nothing now. It starts again in a few seconds.</p>
        <button type="button" onClick={this.props.reload}>
          Start again now
        </button>
      </main>
    );
  }
}
