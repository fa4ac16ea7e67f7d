import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { call } from "../../api/http";
import { troubleOf } from "../../api/problem";
import { TroubleNote } from "../../api/TroubleNote";
import type { Point } from "../../api/types";
import { Dialog } from "../../forms/Dialog";
import { CreateFields } from "./CreateFields";
import { bodyOf, isComplete, newReport, type Report } from "./report";
import "./create.css";

type Ingested = { eventId: string; outcome: "created" | "merged" | "duplicate" };

type CreateEventProps = { at: Point | null; search: string; onClose: () => void };

/** Reports an event by hand. What was typed stays until the server has it; then the event is shown that it became. */
export function CreateEvent({ at, search, onClose }: CreateEventProps) {
  const [report, setReport] = useState<Report>(() => newReport(at));
  const navigate = useNavigate();
  const send = useMutation({
    mutationFn: () => call<Ingested>("POST", "/events/ingest", bodyOf(report)),
    onSuccess: ({ eventId, outcome }) => {
      navigate(
        { pathname: `/events/${eventId}`, search },
        outcome === "merged" ? { state: { joined: eventId } } : {},
      );
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete(report) && !send.isPending) send.mutate();
  };
  return (
    <Dialog label="New event" className="dialog creating" onClose={onClose}>
      <h2>New event</h2>
      <form className="create-form" onSubmit={submit}>
        <CreateFields report={report} onChange={(some) => setReport((before) => ({ ...before, ...some }))} />
        {send.error !== null && <TroubleNote trouble={troubleOf(send.error)} about="Nothing was reported." />}
        <div className="buttons">
          <button
            type="submit"
            className="main"
            disabled={!isComplete(report) || send.isPending}
            aria-busy={send.isPending}
          >
            {send.isPending ? "Reporting" : "Report it"}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
