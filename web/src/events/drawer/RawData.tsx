import { CopyButton } from "../../api/CopyButton";
import type { EventView } from "../../api/types";

/** The event exactly as the server tells it. */
export function RawData({ event }: { event: EventView }) {
  const text = JSON.stringify(event, null, 2);
  return (
    <details className="part raw">
      <summary>Raw data</summary>
      <CopyButton text={text} what="raw data" />
      <pre>{text}</pre>
    </details>
  );
}
