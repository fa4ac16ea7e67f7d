import { TextField } from "../../../forms/TextField";

type NoteFieldProps = { value: string; onChange: (value: string) => void };

/** Why, for the timelines. */
export function NoteField({ value, onChange }: NoteFieldProps) {
  return <TextField label="Why (may be left out)" maxLength={4000} value={value} onChange={onChange} />;
}

/** The note as a part of a request; nothing where nothing was said. */
export const noted = (note: string): { note?: string } => (note.trim() === "" ? {} : { note: note.trim() });
