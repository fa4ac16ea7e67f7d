import { useEffect, useRef } from "react";
import { useKeys } from "./KeyProvider";
import { keyLines } from "./keymap";
import "./keys.css";

const parts = ["List", "Event", "Go"] as const;

/** All keys at a glance; Escape, `?` or a click beside it closes it. */
export function KeyOverlay({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useKeys({ "?": onClose, escape: onClose }, true);
  return (
    <div className="veil" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        className="key-overlay"
        role="dialog"
        aria-modal="true"
        aria-label="Keys"
        tabIndex={-1}
        ref={dialog}
      >
        {parts.map((part) => (
          <section key={part}>
            <h2>{part}</h2>
            <dl>
              {keyLines
                .filter((line) => line.part === part)
                .map((line) => (
                  <div key={line.keys}>
                    <dt>
                      {line.keys.split(" ").map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{line.does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <button type="button" onClick={onClose}>
          Hide keys
        </button>
      </div>
    </div>
  );
}
