import { useState } from "react";
import type { Point } from "../../api/types";
import { TextField } from "../../forms/TextField";
import { LocationPicker } from "../../map/LocationPicker";
import { readPlace, wordsOfPlace } from "./place";

type PlaceFieldProps = {
  value: Point | null;
  facilityId: string | null;
  onChange: (location: Point | null) => void;
};

/** Where it is, typed in degrees or picked on a map; without a place it is where its facility is. */
export function PlaceField({ value, facilityId, onChange }: PlaceFieldProps) {
  const [typed, setTyped] = useState(value === null ? "" : wordsOfPlace(value));
  const [onMap, showMap] = useState(false);
  const isWrong = typed.trim() !== "" && readPlace(typed) === null;
  return (
    <div className="place-field">
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
      <button type="button" aria-expanded={onMap} onClick={() => showMap(!onMap)}>
        {onMap ? "Hide the map" : "Pick on the map"}
      </button>
      {onMap && (
        <LocationPicker
          value={value}
          facilityId={facilityId}
          onPick={(at) => {
            setTyped(wordsOfPlace(at));
            onChange(at);
          }}
        />
      )}
    </div>
  );
}
