import { useState } from "react";

/** Copies `text`; says so, or that the browser forbids it. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [said, say] = useState<string | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say("Copied"),
      () => say("The browser does not allow copying"),
    );
  return (
    <button type="button" className="plain small" onClick={copy} aria-label={`Copy ${what}`}>
      {said ?? "Copy"}
    </button>
  );
}
