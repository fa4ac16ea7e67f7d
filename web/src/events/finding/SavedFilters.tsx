import { type FormEvent, useState } from "react";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import { TextField } from "../../forms/TextField";
import { useMay } from "../../roles/useMay";
import { type Filters, queryOf } from "../filters";
import { SavedFilterLine } from "./SavedFilterLine";
import { useKeepFilter, useSavedFilters } from "./useSavedFilters";

type SavedFiltersProps = { filters: Filters; onClose: () => void };

/** Filters that somebody keeps: to choose, rename, replace or forget, and a way to keep the present one. */
export function SavedFilters({ filters, onClose }: SavedFiltersProps) {
  const { data, error } = useSavedFilters();
  const { keep } = useKeepFilter();
  const mayKeep = useMay("act");
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate({ name: name.trim(), query: queryOf(filters) }, { onSuccess: () => setName("") });
  };
  return (
    <section className="panel" aria-label="Saved filters" id="saved-filters">
      {error !== null && <TroubleNote trouble={troubleOf(error)} />}
      {data?.length === 0 && (
        <p className="muted">
          Nobody keeps a filter yet.{" "}
          {mayKeep
            ? "Narrow the list down, give it a name, and everybody can use it."
            : "Those who act on events can keep one for everybody."}
        </p>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className="saved">
          {data.map((filter) => (
            <SavedFilterLine key={filter.id} filter={filter} shown={filters} />
          ))}
        </ul>
      )}
      <form className="saved-new" onSubmit={submit}>
        {mayKeep && (
          <>
            <TextField
              label="Keep what is shown as"
              required
              maxLength={200}
              value={name}
              onChange={setName}
            />
            <button type="submit" disabled={keep.isPending || name.trim() === ""}>
              {keep.isPending ? "Saving" : "Save"}
            </button>
          </>
        )}
        <button type="button" className="plain" onClick={onClose}>
          Hide saved filters
        </button>
      </form>
      {keep.error !== null && (
        <TroubleNote trouble={troubleOf(keep.error)} about="The filter was not saved." />
      )}
    </section>
  );
}
