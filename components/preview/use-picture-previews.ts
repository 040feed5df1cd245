"use client";

import { useQueries } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { useCare } from "#components/care/care-context.tsx";
import { worstPictures } from "#components/review/worst-pictures.ts";
import type { CaseView } from "#lib/review/schema.ts";
import type { PreviewState } from "./model-state.ts";
import { pictureStore, scorePicture } from "./picture-store.ts";
import { CALM_BELOW, decidePicture, type PictureVerdict } from "./picture-verdict.ts";
import { previewPreference } from "./preview-preference.ts";

export type PicturePreview = PictureVerdict & { score: number | null };
export type PicturePreviews = {
  /** Frame id → how it is met. */
  of: ReadonlyMap<string, PicturePreview>;
  /** The one that matters most: the highest score, or the first without. */
  worst: PicturePreview | null;
  state: PreviewState | { status: "off" };
};

/** What the preview model's classes add up to for policies: the one harm that it knows. */
export const PICTURE_SIGNAL = "sexual";

/**
 * Scores the pictures of a case in this browser and decides how each is met. Loads the model where a case has pictures
 * and the person lets this browser run models; of a blind case nothing is said, and all stays hidden.
 */
export function usePicturePreviews(view: CaseView): PicturePreviews | null {
  const ids = view.item.media.flatMap(({ frames }) => frames.map(({ id }) => id));
  const wanted = ids.length > 0 && !view.blind;
  const off = previewPreference.use() === "off";
  const { blur } = useCare().inForce;
  const state = useSyncExternalStore(pictureStore.subscribe, pictureStore.get, pictureStore.getOnServer);
  useEffect(() => {
    if (wanted && !off && state.status === "asleep") void pictureStore.start();
  }, [wanted, off, state.status]);
  const ready = wanted && !off && state.status === "ready";
  const scores = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["preview", "picture", id],
      queryFn: () => scorePicture(id),
      enabled: ready,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  });
  if (!wanted) return null;
  const found = serverFound(view);
  const of = new Map(
    ids.map((id, at) => {
      const { data, isError } = scores[at] ?? {};
      const score = off ? null : (data?.signals[PICTURE_SIGNAL] ?? null);
      const status = off ? "off" : isError || state.status === "failed" ? "failed" : "waiting";
      return [id, { ...decidePicture({ status, score, found, blur }), score }];
    }),
  );
  const worst = [...of.values()].reduce<PicturePreview | null>(
    (most, one) =>
      most === null || most.score === null ? (most ?? one) : (one.score ?? 2) > most.score ? one : most,
    null,
  );
  return { of, worst, state: off ? { status: "off" } : state };
}

/** The server knows more than this browser's model: a known picture, or a score of its own. */
function serverFound({ knownMatches, signals }: CaseView): boolean {
  if (knownMatches.some(({ kind, falsePositive }) => kind !== "text" && !falsePositive)) return true;
  return [...worstPictures(signals).values()].some(({ value }) => value >= CALM_BELOW);
}
