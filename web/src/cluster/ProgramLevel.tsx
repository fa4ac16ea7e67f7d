type ProgramLevelProps = { own: number; cluster: number };

/** What a program can read beyond what the cluster writes so far: during an upgrade. */
export const ProgramLevel = ({ own, cluster }: ProgramLevelProps) =>
  own === cluster ? null : <span className="muted"> feature level {own}</span>;
