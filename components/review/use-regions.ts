"use client";

import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { useKeys } from "#components/keys/use-keys.ts";
import { PICTURE_SIGNAL } from "#components/preview/use-picture-previews.ts";
import type { CaseView, PictureExplanation } from "#lib/review/schema.ts";
import { reviewApi } from "./api.ts";
import { queryKeys } from "./query-keys.ts";

export type Regions = {
  on: boolean;
  toggle: () => void;
  /** Picture id → its regions, as they come. */
  of: ReadonlyMap<string, PictureExplanation>;
  status: "loading" | "failed" | "ready";
};

/** Which regions of the case's pictures carried the model's score, made when asked for; of a blind case never. */
export function useRegions(view: CaseView): Regions | null {
  const [on, setOn] = useState(false);
  const ids = view.item.media.flatMap(({ frames }) => frames.map(({ id }) => id));
  const scored = !view.blind && view.signals.some(({ values }) => PICTURE_SIGNAL in values);
  const possible = scored && ids.length > 0;
  const toggle = () => setOn((before) => !before);
  useKeys("desk", { regions: possible ? toggle : undefined });
  const answers = useQueries({
    queries: ids.map((id) => ({
      queryKey: queryKeys.regions(view.number, id),
      queryFn: () => reviewApi.regions(view.number, id, PICTURE_SIGNAL),
      enabled: possible && on,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  });
  if (!possible) return null;
  const of = new Map(
    ids.flatMap((id, at) => {
      const data = answers[at]?.data;
      return on && data ? [[id, data] as const] : [];
    }),
  );
  const failed = answers.some(({ isError }) => isError);
  return { on, toggle, of, status: failed ? "failed" : of.size === ids.length ? "ready" : "loading" };
}
