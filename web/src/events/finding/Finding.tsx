import type { ReactNode } from "react";
import { useKeys } from "../../keys/KeyProvider";
import type { Filters } from "../filters";
import { FilterBar } from "./FilterBar";
import { FilterChips } from "./FilterChips";
import { FilterPanel } from "./FilterPanel";
import { ListTools, type Panel } from "./ListTools";
import { SavedFilters } from "./SavedFilters";
import "./finding.css";

type FindingProps = {
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
  panel: Panel;
  onPanel: (panel: Panel) => void;
  children: ReactNode;
};

/** Everything by which the list is found: switches, the panel of filters, what is kept, and what is asked for in words. */
export function Finding({ filters, onChange, panel, onPanel, children }: FindingProps) {
  const hide = () => onPanel(null);
  return (
    <>
      <div className="filters" role="toolbar" aria-label="Filters">
        <div className="switches">
          <FilterBar filters={filters} onChange={onChange} />
        </div>
        <div className="tools-line">
          <ListTools filters={filters} panel={panel} onPanel={onPanel} onChange={onChange} />
          <div className="tools tools-make">{children}</div>
        </div>
      </div>
      {panel !== null && <HideOnEscape onHide={hide} />}
      {panel === "filter" && <FilterPanel filters={filters} onChange={onChange} onClose={hide} />}
      {panel === "saved" && <SavedFilters filters={filters} onClose={hide} />}
      <FilterChips filters={filters} onChange={onChange} />
    </>
  );
}

function HideOnEscape({ onHide }: { onHide: () => void }) {
  useKeys({ escape: onHide });
  return null;
}
