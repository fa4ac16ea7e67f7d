import type { Member } from "../api/types";
import { Instant } from "../time/Instant";
import { ProgramLevel } from "./ProgramLevel";
import { grainsOf, isWrong, lanesInWords, leaseInWords, states } from "./words";

/** The lease that a silo gets with each renewal. */
const LEASE_S = 10;

type MembersTableProps = { members: readonly Member[]; view: number; level: number };

/** One line per silo: its state, how long its lease runs, and its share of the grains. */
export function MembersTable({ members, view, level }: MembersTableProps) {
  const all = Math.max(1, grainsOf(members));
  return (
    <section className="cluster-part" aria-label="Silos">
      <h2>Silos</h2>
      <table className="table" aria-label="Silos">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col">Lease</th>
            <th scope="col">View</th>
            <th scope="col">Grains</th>
            <th scope="col" title="Writes that wait in each line of commits to the database">
              Lanes
            </th>
            <th scope="col">Joined</th>
            <th scope="col">Address</th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <MemberRow
              key={`${member.name}/${member.joinedAt}`}
              member={member}
              view={view}
              level={level}
              all={all}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type MemberRowProps = { member: Member; view: number; level: number; all: number };

function MemberRow({ member, view, level, all }: MemberRowProps) {
  const { name, address, state, leaseLeftSeconds, acknowledgedView, featureLevel } = member;
  const { grains, waitingWrites, lanes, joinedAt } = member;
  const { mark, word, means } = states[state];
  const isOut = state === "evicted";
  return (
    <tr data-silo={name} data-state={state} className={isOut ? "off" : undefined}>
      <td data-label="Name">
        <span>
          {name}
          {!isOut && <ProgramLevel own={featureLevel} cluster={level} />}
        </span>
      </td>
      <td data-label="State" className={isWrong(state) ? "cluster-wrong" : undefined} title={means}>
        <span>
          <span className="cluster-mark" aria-hidden="true">
            {mark}
          </span>
          {word}
        </span>
      </td>
      <td data-label="Lease">
        <span>
          {!isOut && leaseLeftSeconds !== null && <Bar share={leaseLeftSeconds / LEASE_S} />}
          {isOut ? "–" : leaseInWords(leaseLeftSeconds)}
        </span>
      </td>
      <td data-label="View">{acknowledgedView >= view ? view : `${acknowledgedView} of ${view}`}</td>
      <td data-label="Grains">
        <span>
          {!isOut && <Bar share={grains / all} />}
          {isOut ? "–" : grains.toLocaleString("en-GB")}
        </span>
      </td>
      <td data-label="Lanes">{isOut ? "–" : lanesInWords(lanes, waitingWrites)}</td>
      <td data-label="Joined">
        <Instant at={joinedAt} />
      </td>
      <td data-label="Address">{address}</td>
    </tr>
  );
}

const Bar = ({ share }: { share: number }) => (
  <span className="cluster-bar" aria-hidden="true">
    <span className="cluster-filled" style={{ transform: `scaleX(${Math.min(1, Math.max(0, share))})` }} />
  </span>
);
