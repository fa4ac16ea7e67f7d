import { useEffect, useRef, useState } from "react";
import { LONGEST_SEARCH } from "../events/searchWords";
import { useKeys } from "../keys/KeyProvider";

type SearchFieldProps = { text: string; onChange: (text: string) => void };

/** Words to find; what the address says otherwise, as after Back, is shown also while the cursor stands here. */
export function SearchField({ text, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  useEffect(() => {
    if (text !== told.current) setTyped(text);
    told.current = text;
  }, [text]);
  useKeys({
    "/": () => field.current?.focus(),
    escape: () => (document.activeElement === field.current ? field.current?.blur() : false),
  });
  return (
    <input
      ref={field}
      type="search"
      aria-label="Search events"
      aria-keyshortcuts="/"
      placeholder="Search (/)"
      maxLength={LONGEST_SEARCH}
      title="The beginnings of words in title, description, ids and attributes"
      value={typed}
      onChange={(event) => {
        told.current = event.target.value;
        setTyped(event.target.value);
        onChange(event.target.value);
      }}
    />
  );
}
