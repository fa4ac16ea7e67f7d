import { useState } from "react";
import type { ApiKey } from "../../api/types";
import { ShownOnce } from "../../forms/ShownOnce";
import { PageHead } from "../PageHead";
import { KeyTable } from "./KeyTable";
import { NewKey } from "./NewKey";
import { RevokeKey } from "./RevokeKey";
import { RotateKey } from "./RotateKey";
import { useKeyList } from "./useKeyList";

type Doing = { what: "rotate" | "revoke"; key: ApiKey } | { what: "create" } | null;
type Issued = { what: string; secret: string };

/** The keys of programs: made, rotated and revoked here; shown at their making alone. */
export function KeysPage() {
  const read = useKeyList();
  const [doing, setDoing] = useState<Doing>(null);
  const [issued, setIssued] = useState<Issued | null>(null);
  const done = () => setDoing(null);
  const show = (what: string, secret: string) => {
    done();
    setIssued({ what, secret });
  };
  return (
    <>
      <PageHead title="API keys" read={read}>
        {doing?.what !== "create" && (
          <button type="button" onClick={() => setDoing({ what: "create" })}>
            New key
          </button>
        )}
      </PageHead>
      {doing?.what === "create" && <NewKey onIssued={show} onCancel={done} />}
      {doing?.what === "rotate" && (
        <RotateKey key={doing.key.id} apiKey={doing.key} onIssued={show} onCancel={done} />
      )}
      {doing?.what === "revoke" && <RevokeKey key={doing.key.id} apiKey={doing.key} onDone={done} />}
      {read.data?.length === 0 && (
        <p className="muted">No program has a key. A connector or an integration needs one of its own.</p>
      )}
      {read.data !== undefined && read.data.length > 0 && (
        <KeyTable
          keys={read.data}
          onRotate={(key) => setDoing({ what: "rotate", key })}
          onRevoke={(key) => setDoing({ what: "revoke", key })}
        />
      )}
      {issued !== null && (
        <ShownOnce what={issued.what} secret={issued.secret} onStored={() => setIssued(null)} />
      )}
    </>
  );
}
