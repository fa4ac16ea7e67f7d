import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, call } from "../../api/http";
import type { Attachment, EventView } from "../../api/types";

/** The largest file that the server takes. */
export const LARGEST = 10 * 1024 * 1024;

const pathOf = (eventId: string) => `/events/${eventId}/attachments`;

export const downloadOf = (eventId: string, { id }: Attachment): string => `/api/v1${pathOf(eventId)}/${id}`;

/** The files of an event, read again whenever it changes. */
export const useAttachments = (event: EventView) =>
  useQuery({
    queryKey: ["attachments", event.id, event.version],
    queryFn: async ({ signal }) =>
      (await call<{ items: Attachment[] }>("GET", pathOf(event.id), undefined, signal)).items,
    placeholderData: keepPreviousData,
  });

/** Adds files one after the other, so that a refusal names its file; takes one away. */
export function useChangeAttachments(eventId: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ["attachments", eventId] });
  const add = useMutation({
    mutationFn: (file: File) =>
      ask<{ id: string }>("POST", `${pathOf(eventId)}?name=${encodeURIComponent(file.name)}`, { file }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: ({ id }: Attachment) => call("DELETE", `${pathOf(eventId)}/${id}`),
    onSettled,
  });
  return { add, remove };
}
