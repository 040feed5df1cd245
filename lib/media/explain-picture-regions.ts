import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { PictureExplanation } from "#lib/review/schema.ts";
import { explainPicture, REGION_GRID, servingOptions } from "#lib/scoring/index.ts";
import { decodePixels } from "./decode-pixels.ts";
import { readPicture } from "./read-picture.ts";

/**
 * Which regions of one of the case's pictures carried the image model's score of a signal.
 * @throws DomainError forbidden; not_found for a picture of another case, and for a blind case; invalid for a signal
 * that the model does not give
 */
export async function explainPictureRegions(
  viewer: Viewer,
  caseNumber: number,
  frameId: string,
  signal: string,
): Promise<PictureExplanation> {
  assertCan(viewer, "cases:read");
  const found = await db().case.findUnique({
    where: { number: caseNumber },
    select: {
      purpose: true,
      item: { select: { media: { select: { frames: { where: { id: frameId }, select: { file: true } } } } } },
    },
  });
  const file = found?.item.media.flatMap(({ frames }) => frames)[0]?.file;
  if (!found || file === undefined) throw new DomainError("not_found", "There is no such picture here.");
  if (found.purpose === "prevalence") throw new DomainError("not_found", "A blind case has no explanation.");
  const picture = async () => decodePixels(await readPicture(viewer, frameId));
  const map = await explainPicture(file, picture, signal, servingOptions());
  if (!map) throw new DomainError("invalid", "The image model does not give this signal.");
  return { signal, grid: REGION_GRID, cells: map.cells };
}
