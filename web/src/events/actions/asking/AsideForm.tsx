import { useState } from "react";
import { serverNow } from "../../../time/serverClock";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";
import { ForField } from "./ForField";
import { asideLengths, durationOf, type HowLong } from "./howLong";
import { ReasonField } from "./ReasonField";

/** Suppressed by design, or out of service: why, and until when. */
export function AsideForm({ onSend, ...rest }: AskedProps) {
  const [long, setLong] = useState<HowLong>({ length: "P1D", until: "" });
  const [reason, setReason] = useState("");
  const length = durationOf(long, serverNow());
  return (
    <AskForm
      {...rest}
      ready={reason.trim() !== "" && length !== null}
      onSubmit={() => void onSend({ for: length, reason: reason.trim() })}
    >
      <p className="muted">
        {rest.action === "suppress"
          ? "It means nothing in the present state of the plant. Nobody is paged until then."
          : "What reports it is being worked on. Nobody is paged until then."}
      </p>
      <ReasonField value={reason} onChange={setReason} />
      <ForField lengths={asideLengths} value={long} onChange={setLong} />
    </AskForm>
  );
}
