import { useId } from "react";
import { setOperators } from "./operators";

/** Who shares the load; remembered on this screen. */
export function OperatorsField({ count }: { count: number }) {
  const id = useId();
  return (
    <span className="operators">
      <label htmlFor={id}>People who share it</label>
      <input
        id={id}
        type="number"
        min={1}
        max={20}
        value={count}
        onChange={(event) => setOperators(Number(event.target.value))}
      />
    </span>
  );
}
