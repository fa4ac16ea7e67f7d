import { troubleOf } from "../api/problem";
import { TroubleNote } from "../api/TroubleNote";
import { AsOf } from "../forms/AsOf";
import { lengthInWords } from "../time/durations";
import { useNow, useTick } from "../time/serverClock";
import { MembersTable } from "./MembersTable";
import { ProgramLevel } from "./ProgramLevel";
import { UnreachedNote } from "./UnreachedNote";
import { useCluster } from "./useCluster";
import { backlogInWords, grainsOf, inOneSentence, levelInWords } from "./words";
import "../forms/forms.css";
import "../settings/table.css";
import "./cluster.css";

const OLD_AFTER_MS = 3000;

/** Which processes serve, how they share the grains, and what waits; each second anew. */
export function ClusterPage() {
  const read = useCluster();
  const now = useNow();
  useTick();
  const { data, dataUpdatedAt, error } = read;
  if (data === undefined)
    return (
      <div className="cluster-page">
        <header className="cluster-head">
          <h1>Cluster</h1>
          {error === null ? (
            <span className="muted">Reading.</span>
          ) : (
            <TroubleNote trouble={troubleOf(error)} />
          )}
        </header>
      </div>
    );
  const age = Date.now() - dataUpdatedAt;
  const isOld = age > OLD_AFTER_MS;
  return (
    <div className={`cluster-page ages ${isOld ? "cluster-old" : ""}`}>
      <header className="cluster-head">
        <h1>Cluster{data.name !== null && <span className="muted"> {data.name}</span>}</h1>
        {isOld ? (
          <strong data-testid="cluster-age">What you see is {lengthInWords(age)} old.</strong>
        ) : (
          <span className="muted">Read each second</span>
        )}
        {error !== null && <AsOf read={read} />}
      </header>
      <p className="cluster-sentence" role="status">
        {inOneSentence(data)}
      </p>
      <UnreachedNote unreached={data.unreached ?? []} now={now} />
      <ul className="cluster-figures" aria-label="Figures">
        <Figure name="View" value={data.view} more={levelInWords(data)} />
        <Figure name="Grains in memory" value={grainsOf(data.members)} more="of all silos" />
        <Figure name="Writes that wait" value={data.waitingWrites} more="for the database" />
        <Figure
          name="Deadlines"
          value={data.due.depth}
          more={backlogInWords(data.due, "the oldest passed", now)}
        />
        <Figure
          name="Outbox"
          value={data.outbox.depth}
          more={backlogInWords(data.outbox, "the oldest came", now)}
        />
      </ul>
      <MembersTable members={data.members} view={data.view} level={data.featureLevel} />
      <section className="cluster-part" aria-label="Apis">
        <h2>Apis</h2>
        <table className="table" aria-label="Apis">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Address</th>
              <th scope="col">Heard</th>
            </tr>
          </thead>
          <tbody>
            {data.apis.map(({ name, address, heardSecondsAgo, featureLevel }) => (
              <tr key={name} data-api={name}>
                <td data-label="Name">
                  <span>
                    {name}
                    <ProgramLevel own={featureLevel} cluster={data.featureLevel} />
                  </span>
                </td>
                <td data-label="Address">{address}</td>
                <td data-label="Heard" className={heardSecondsAgo > 5 ? "cluster-wrong" : undefined}>
                  {heardSecondsAgo > 5 ? `silent for ${lengthInWords(heardSecondsAgo * 1000)}` : "now"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

type FigureProps = { name: string; value: number; more: string };

const Figure = ({ name, value, more }: FigureProps) => (
  <li>
    <span className="muted">{name}</span>
    <strong>{value.toLocaleString("en-GB")}</strong>
    <span className="muted">{more}</span>
  </li>
);
