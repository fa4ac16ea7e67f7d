import { isRefusal, troubleOf } from "../api/problem";
import { TroubleNote } from "../api/TroubleNote";
import { countdown } from "../time/durations";
import { localTime } from "../time/instants";
import { useTick } from "../time/serverClock";
import type { Credential } from "./credential";

type SignInTroubleProps = { error: Error; credential: Credential | undefined; at: number };

/** Why nobody was let in: in one sentence, and with the time when it can be tried again. */
export function SignInTrouble({ error, credential, at }: SignInTroubleProps) {
  if (isRefusal(error, 429) && error.problem.retryAfter !== null)
    return <TooManyTries until={at + error.problem.retryAfter * 1000} />;
  if (isRefusal(error, 401) && credential !== undefined && "password" in credential)
    return (
      <p className="trouble" role="alert">
        {credential.tenant === undefined
          ? "Login or password is wrong."
          : `Login or password is wrong, or there is no tenant ${credential.tenant}.`}
      </p>
    );
  return <TroubleNote trouble={troubleOf(error)} />;
}

function TooManyTries({ until }: { until: number }) {
  useTick();
  const left = until - Date.now();
  return (
    <p className="trouble" role="alert">
      There were too many tries to sign in.{" "}
      {left > 0 ? (
        <>
          Try again at <strong>{localTime(new Date(until).toISOString(), Date.now())}</strong>
          <span aria-hidden="true">, in {countdown(left)}</span>.
        </>
      ) : (
        "You can try again now."
      )}
    </p>
  );
}
