import type { CareInForce } from "#lib/care/schema.ts";

/** How a picture is seen: blurred and grey, blurred, sharp and grey, or as it is. */
export type PictureView = "hidden" | "blurred" | "grey" | "full";

/** How this person sees a picture that they have not asked for. */
export function unaskedView({ blur, grey }: Pick<CareInForce, "blur" | "grey">): PictureView {
  if (blur) return grey ? "hidden" : "blurred";
  return grey ? "grey" : "full";
}

export const isCovered = (view: PictureView): boolean => view === "hidden" || view === "blurred";

const RANK: Record<PictureView, number> = { hidden: 0, blurred: 1, grey: 2, full: 3 };

/** The clearer of two views. */
export const clearer = (a: PictureView, b: PictureView): PictureView => (RANK[a] >= RANK[b] ? a : b);
