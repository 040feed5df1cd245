import { request } from "#components/api/request.ts";
import type { AnswerRequest, AnswerResult, SkipRequest, TaskView } from "#lib/annotation/schema.ts";

const ROOT = "/api/console/annotation";

/** The requests of the labelling screen. */
export const annotateApi = {
  next: (slug: string, held: string[]) =>
    request<{ task: TaskView | null }>(`${ROOT}/projects/${slug}/next`, {
      method: "POST",
      body: { held },
    }).then(({ task }) => task),
  submit: (id: string, body: AnswerRequest) =>
    request<AnswerResult>(`${ROOT}/answers/${id}`, { method: "POST", body }),
  skip: (id: string, body: SkipRequest) => request(`${ROOT}/answers/${id}/skip`, { method: "POST", body }),
  undo: (id: string) =>
    request<{ task: TaskView }>(`${ROOT}/answers/${id}/undo`, { method: "POST" }).then(({ task }) => task),
};
