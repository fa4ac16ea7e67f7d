import { useEffect, useRef, useState } from "react";
import { useKeys } from "../keys/KeyProvider";

type SearchFieldProps = { text: string; onChange: (text: string) => void };

/** Keeps what is typed to itself, because the address follows a moment later than the keys. */
export function SearchField({ text, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(text);
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
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(event.target.value);
      }}
    />
  );
}
