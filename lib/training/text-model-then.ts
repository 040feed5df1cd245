import type { Tx } from "#lib/db/index.ts";
import { TEXT_MODEL } from "#lib/scoring/index.ts";
import type { Evaluation } from "./schema.ts";

/** Whether an evaluation of fused versions still holds: what late fusion says changes with the text model in force. */
export async function isMeasuredOnNow(
  tx: Tx,
  { textModel }: Pick<Evaluation, "textModel">,
): Promise<boolean> {
  if (!textModel) return true;
  const pointer = await tx.modelPointer.findUnique({
    where: { name: TEXT_MODEL },
    select: { version: { select: { version: true } } },
  });
  return pointer === null || textModel === `${TEXT_MODEL}/${pointer.version.version}`;
}
