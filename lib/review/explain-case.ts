import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { explainText, LABELS } from "#lib/scoring/index.ts";
import { modelInForce } from "#lib/scoring/model-in-force.ts";
import { assertCaseInScope } from "./case-scope.ts";
import type { Explanation } from "./schema.ts";

/** Which words carried the model's score of one signal. @throws DomainError not_found, invalid */
export async function explainCase(viewer: Viewer, caseNumber: number, signal: string): Promise<Explanation> {
  assertCan(viewer, "cases:read");
  await assertCaseInScope(db(), viewer, "cases:read", caseNumber);
  // A source's definition is carried by much the same words as the label it defines.
  const label = LABELS.find((one) => one === signal.split("/")[0]);
  if (!label)
    throw new DomainError("invalid", "No model gives this signal.", {
      fields: [{ field: "signal", message: `one of ${LABELS.join(", ")}` }],
    });
  const found = await db().case.findUnique({
    where: { number: caseNumber },
    select: { purpose: true, item: { select: { text: true } } },
  });
  if (!found) throw new DomainError("not_found", "There is no such case.");
  if (found.purpose === "prevalence") throw new DomainError("not_found", "A blind case has no explanation.");
  return { signal, spans: await explainText(found.item.text, label, await modelInForce()) };
}
