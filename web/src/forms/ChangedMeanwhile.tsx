type ChangedMeanwhileProps<T> = {
  mine: T;
  theirs: T;
  /** The fields that can be edited, with their names for people. */
  fields: readonly (readonly [keyof T, string])[];
  onTakeTheirs: () => void;
  onKeepMine: () => void;
};

/** Somebody else was faster: what they made of it, and the two ways on. */
export function ChangedMeanwhile<T>(props: ChangedMeanwhileProps<T>) {
  const { mine, theirs, fields, onTakeTheirs, onKeepMine } = props;
  const differing = fields.filter(([field]) => mine[field] !== theirs[field]);
  return (
    <div className="trouble" role="alert">
      <p>
        <strong>Changed meanwhile.</strong> Somebody else changed this while you did; nothing of yours was
        saved.
      </p>
      <dl className="facts">
        {differing.map(([field, name]) => (
          <div key={name} className="pair">
            <dt>{name}</dt>
            <dd>
              now “{String(theirs[field])}”, yours “{String(mine[field])}”
            </dd>
          </div>
        ))}
      </dl>
      <div className="trouble-foot">
        <button type="button" className="main" onClick={onTakeTheirs}>
          Reload theirs
        </button>
        <button type="button" onClick={onKeepMine}>
          Save mine over it
        </button>
      </div>
    </div>
  );
}
