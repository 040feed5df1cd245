import { type Card, type ModelRef, scoreTexts } from "#lib/scoring/index.ts";
import { printFunctional } from "./print.ts";
import { type FunctionalReport, runFunctionalSuite } from "./run.ts";

/** Runs the functional suite on a version of the text model and prints the table. Needs no data. */
export async function evaluateFunctionally(ref: ModelRef, card: Card): Promise<FunctionalReport> {
  const report = await runFunctionalSuite(
    async (texts) =>
      (await scoreTexts(texts, { version: ref.version })).results.map(({ signals }) => signals),
    card.heads,
  );
  console.log(printFunctional(report));
  return report;
}
