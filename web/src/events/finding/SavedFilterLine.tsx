import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { Actor } from "../../actors/Actor";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { SavedFilter } from "../../api/types";
import { Confirm } from "../../forms/Confirm";
import { useMay } from "../../roles/useMay";
import { useMe } from "../../signin/session";
import { type Filters, isSame, queryOf, readFilters, sortOf, writeFilters } from "../filters";
import { useKeepFilter } from "./useSavedFilters";

type SavedFilterLineProps = { filter: SavedFilter; shown: Filters };

/** One filter that is kept; who keeps it changes it, and those who direct. */
export function SavedFilterLine({ filter, shown }: SavedFilterLineProps) {
  const me = useMe();
  const [mayAct, mayDefine] = [useMay("act"), useMay("define")];
  const { change, forget } = useKeepFilter();
  const [name, setName] = useState<string | null>(null);
  const kept = readFilters(new URLSearchParams(filter.query));
  const isShown = isSame(kept, shown) && sortOf(kept) === sortOf(shown);
  const rename = (event: FormEvent) => {
    event.preventDefault();
    if (name === null) return;
    change.mutate({ filter, name: name.trim(), query: filter.query }, { onSuccess: () => setName(null) });
  };
  const trouble = change.error ?? forget.error;
  return (
    <li>
      {name === null ? (
        <Link
          className="saved-name"
          to={{ pathname: "/events", search: writeFilters(kept).toString() }}
          aria-current={isShown ? "true" : undefined}
        >
          {filter.name}
        </Link>
      ) : (
        <form className="saved-rename" onSubmit={rename}>
          <input
            aria-label={`New name of ${filter.name}`}
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" disabled={change.isPending || name.trim() === ""}>
            Save name
          </button>
          <button type="button" className="plain" onClick={() => setName(null)}>
            Cancel
          </button>
        </form>
      )}
      {filter.owner !== me?.id && (
        <span className="muted">
          of <Actor id={filter.owner} />
        </span>
      )}
      {((mayAct && filter.owner === me?.id) || mayDefine) && name === null && (
        <span className="buttons">
          <button
            type="button"
            className="plain"
            onClick={() => setName(filter.name)}
            aria-label={`Rename ${filter.name}`}
          >
            Rename
          </button>
          {!isShown && (
            <button
              type="button"
              className="plain"
              disabled={change.isPending}
              aria-label={`Replace ${filter.name} by what is shown`}
              onClick={() => change.mutate({ filter, name: filter.name, query: queryOf(shown) })}
            >
              Replace
            </button>
          )}
          <Confirm
            name={`Delete ${filter.name}`}
            consequence={`Nobody finds “${filter.name}” here any more. No event is touched.`}
            sure="Delete the filter"
            busy={forget.isPending}
            onSure={() => forget.mutate(filter)}
          />
        </span>
      )}
      {trouble !== null && <TroubleNote trouble={troubleOf(trouble)} />}
    </li>
  );
}
