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
  /** The person wants every picture blurred until asked for. */
  blur: boolean;
};
export type PictureVerdict = {
  view: "hidden" | "shown";
  because: "off" | "waiting" | "failed" | "score" | "server" | "preference" | "calm";
};

/**
 * How a picture is met, before it is shown. The careful side always wins: a person's blur covers what the model finds
 * harmless, and where a person wants no blur, what it has not looked at, what it or the server found something in,
 * stays hidden until asked for. Without a model the person's preference stands alone.
 */
export function decidePicture({ status, score, found, blur }: PictureFacts): PictureVerdict {
  if (status === "off") return { view: blur ? "hidden" : "shown", because: "off" };
  const hidden = (because: PictureVerdict["because"]): PictureVerdict => ({ view: "hidden", because });
  // A number that is none is no score.
  if (score === null || Number.isNaN(score)) return hidden(status === "failed" ? "failed" : "waiting");
  if (score >= CALM_BELOW) return hidden("score");
  if (found) return hidden("server");
  return blur ? hidden("preference") : { view: "shown", because: "calm" };
}
