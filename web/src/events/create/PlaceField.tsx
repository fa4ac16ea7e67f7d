import { useState } from "react";
import type { Point } from "../../api/types";
import { TextField } from "../../forms/TextField";
import { readPlace, wordsOfPlace } from "./place";

type PlaceFieldProps = {
  value: Point | null;
  facilityId: string | null;
  onChange: (location: Point | null) => void;
};

/** Where it is, in degrees; without one it is where its facility is. */
export function PlaceField({ value, onChange }: PlaceFieldProps) {
  const [typed, setTyped] = useState(value === null ? "" : wordsOfPlace(value));
  const isWrong = typed.trim() !== "" && readPlace(typed) === null;
  return (
    <TextField
      label="Location (may be left out)"
      hint={isWrong ? "Two numbers in degrees, such as 48.2289, 16.4089." : "Latitude, longitude"}
      placeholder="48.2289, 16.4089"
      value={typed}
      aria-invalid={isWrong}
      onChange={(text) => {
        setTyped(text);
        onChange(readPlace(text));
      }}
    />
  );
}
