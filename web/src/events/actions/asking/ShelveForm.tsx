import { useState } from "react";
import { serverNow } from "../../../time/serverClock";
import type { AskedProps } from "./AskDialog";
import { AskForm } from "./AskForm";
import { ForField } from "./ForField";
import { durationOf, type HowLong, shelfLengths } from "./howLong";
import { ReasonField } from "./ReasonField";

/** Puts it off for a while: nobody is paged until then. */
export function ShelveForm({ onSend, ...rest }: AskedProps) {
  const [long, setLong] = useState<HowLong>({ length: "PT1H", until: "" });
  const [reason, setReason] = useState("");
  const [oneShot, setOneShot] = useState(false);
  const length = durationOf(long, serverNow());
  return (
    <AskForm
      {...rest}
      ready={reason.trim() !== "" && length !== null}
      onSubmit={() => void onSend({ for: length, reason: reason.trim(), oneShot })}
    >
      <ReasonField value={reason} onChange={setReason} />
      <ForField lengths={shelfLengths} value={long} onChange={setLong} />
      <label className="check">
        <input type="checkbox" checked={oneShot} onChange={(event) => setOneShot(event.target.checked)} />
        Or until it changes by itself, if that is sooner
      </label>
    </AskForm>
  );
}
