import { Fragment } from "react";
import { Instant } from "./Instant";

const written = /(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC)/;

/** A sentence of the server, with its instants in the local time of whoever reads it. */
export function Spoken({ text }: { text: string }) {
  return text.split(written).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence keep their places.
    <Fragment key={index}>{written.test(part) ? <Instant at={instantOf(part)} /> : part}</Fragment>
  ));
}

const instantOf = (utc: string): string => utc.replace(" UTC", "Z").replace(" ", "T");
