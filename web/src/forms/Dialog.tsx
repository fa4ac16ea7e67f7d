import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useKeys } from "../keys/KeyProvider";
import "./dialog.css";

type DialogProps = { label: string; className?: string; onClose?: () => void; children: ReactNode };

const stops = "button:not(:disabled), a[href], input, select, textarea";

/** Lies over the page and keeps the focus. Without `onClose`, only its own buttons end it. */
export function Dialog({ label, className = "dialog", onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    // A field may have asked for the focus already.
    if (!dialog.current?.contains(document.activeElement)) dialog.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [before]);
  useKeys({ escape: () => onClose?.(), ...(onClose && { "?": onClose }) }, true);

  const keepFocus = (event: KeyboardEvent) => {
    if (event.key !== "Tab") return;
    const all = [...(dialog.current?.querySelectorAll<HTMLElement>(stops) ?? [])];
    const end = event.shiftKey ? all[0] : all.at(-1);
    if (document.activeElement !== end && document.activeElement !== dialog.current) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0])?.focus();
  };
  return (
    <div className="veil" onPointerDown={(event) => event.target === event.currentTarget && onClose?.()}>
      <div
        className={className}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        ref={dialog}
        onKeyDown={keepFocus}
      >
        {children}
      </div>
    </div>
  );
}
