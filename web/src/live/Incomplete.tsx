import { useKnown, useLiveEvents } from "./LiveProvider";

/** Says that there is more than is known here; nothing where all is. */
export function Incomplete() {
  const known = useKnown();
  const { length } = useLiveEvents();
  if (known !== "part") return null;
  return (
    <span
      className="incomplete"
      data-testid="incomplete"
      title={`The most urgent ${length} events are known here. The rest is being read, or is too much to keep: what is counted may be more.`}
    >
      Incomplete
    </span>
  );
}
