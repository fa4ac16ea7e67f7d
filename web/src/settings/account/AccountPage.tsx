import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import { meaningOf } from "../../roles/roles";
import { useMe } from "../../signin/session";
import { useSignOut } from "../../signin/useSignOut";
import { ChangePassword } from "./ChangePassword";
import { SignOutEverywhere } from "./SignOutEverywhere";

/** Who is signed in, and what they can do about it. */
export function AccountPage() {
  const me = useMe();
  const signOut = useSignOut();
  if (me == null) return null;
  return (
    <>
      <h1>Account</h1>
      <section className="part" aria-label="Signed in">
        <h2>Signed in</h2>
        <dl className="facts">
          <dt>Name</dt>
          <dd>{me.name}</dd>
          <dt>Role</dt>
          <dd>
            {me.role} <span className="muted">{meaningOf(me.role)}</span>
          </dd>
          <dt>Tenant</dt>
          <dd>{me.tenant}</dd>
        </dl>
        <div className="buttons">
          <button type="button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
            Sign out here
          </button>
          <SignOutEverywhere />
        </div>
        {signOut.error !== null && (
          <TroubleNote trouble={troubleOf(signOut.error)} about="You are still signed in." />
        )}
      </section>
      <ChangePassword />
    </>
  );
}
