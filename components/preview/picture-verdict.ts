import type { PicturePreference } from "./picture-preference.ts";

/**
 * Below this a picture counts as one in which the model finds nothing. Of 370 photographs of everyday things
 * (../shared/data/images) 92 in 100 are below; what the model knows is adult sexual content alone.
 */
export const CALM_BELOW = 0.1;

/** What is known of a picture before anybody sees it. */
export type PictureFacts = {
  /** How the model stands here, as far as that matters while there is no score. */
  status: "off" | "waiting" | "failed" | "ready";
  /** The preview model's `sexual`; null while there is none. */
  score: number | null;
  /** The server found something in the item's pictures: a higher score than {@link CALM_BELOW}, or a known one. */
  found: boolean;
  /** The person's veil lies over this case: it is severe, or they veil every case. */
  veiled: boolean;
  preference: PicturePreference;
};
export type PictureVerdict = {
  view: "hidden" | "grey";
  because: "off" | "waiting" | "failed" | "score" | "server" | "veil" | "preference" | "calm";
};

/**
 * How a picture is met, before it is shown. The careful side always wins: without a score, with a high one, against the
 * person's veil or preference, or where the server found something, it stays hidden.
 */
export function decidePicture({ status, score, found, veiled, preference }: PictureFacts): PictureVerdict {
  const hidden = (because: PictureVerdict["because"]): PictureVerdict => ({ view: "hidden", because });
  if (status === "off") return hidden("off");
  // A number that is none is no score.
  if (score === null || Number.isNaN(score)) return hidden(status === "failed" ? "failed" : "waiting");
  if (score >= CALM_BELOW) return hidden("score");
  if (found) return hidden("server");
  if (veiled) return hidden("veil");
  if (preference === "hidden") return hidden("preference");
  return { view: "grey", because: "calm" };
}
