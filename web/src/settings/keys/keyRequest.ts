import type { Role } from "../../api/types";

type KeyRequest = { name: string; role: Role; sources?: string[]; expiresAt?: string };

/** What is asked for. Sources are for those who report; a key opens until the end of its last day, as days end here. */
export function keyRequest(name: string, role: Role, sources: string, lastDay: string): KeyRequest {
  const listed = sources
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
  return {
    name: name.trim(),
    role,
    ...(role === "ingest" && listed.length > 0 && { sources: listed }),
    ...(lastDay !== "" && { expiresAt: endOf(lastDay).toISOString() }),
  };
}

function endOf(day: string): Date {
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return end;
}

/** How long the old key goes on beside the new one. */
export const overlaps = [
  { overlap: "PT0S", words: "not at all: it ends now" },
  { overlap: "PT1H", words: "1 hour" },
  { overlap: "P1D", words: "1 day" },
  { overlap: "P7D", words: "7 days" },
] as const;
