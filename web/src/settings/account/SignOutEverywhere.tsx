import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import { Confirm } from "../../forms/Confirm";

/** Ends every session of this account or key, on all screens, this one too. */
export function SignOutEverywhere() {
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call<void>("DELETE", "/sessions"),
    onSuccess: () => queries.setQueryData(["me"], null),
  });
  return (
    <>
      <Confirm
        name="Sign out everywhere"
        consequence="Every screen that is signed in as you, a wall too, asks to sign in again. So does this one."
        sure="Sign out everywhere"
        busy={isPending}
        onSure={() => mutate()}
      />
      {error !== null && <TroubleNote trouble={troubleOf(error)} about="Nobody was signed out." />}
    </>
  );
}
