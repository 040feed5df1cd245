import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { LABELS } from "#lib/scoring/index.ts";

const caseSchema = z.object({
  id: z.string(),
  lang: z.string(),
  class: z.string(),
  text: z.string(),
  labels: z.partialRecord(z.enum(LABELS), z.union([z.literal(0), z.literal(1)])),
});

/** One sentence of a functional suite, with what the heads should say of it. */
export type FunctionalCase = z.infer<typeof caseSchema>;

/**
 * Reads every `*.jsonl` of a folder (id, lang, class, text, labels). No folder, no cases.
 * @throws Error naming file and line where one is not as described.
 */
export async function readFunctionalSuite(folder: string): Promise<FunctionalCase[]> {
  const files = await readdir(folder).catch(() => []);
  const cases: FunctionalCase[] = [];
  for (const file of files.filter((name) => name.endsWith(".jsonl")).sort()) {
    const lines = (await readFile(join(folder, file), "utf8")).split("\n");
    for (const [at, line] of lines.entries()) {
      if (line.trim() === "") continue;
      try {
        cases.push(caseSchema.parse(JSON.parse(line)));
      } catch (error) {
        throw new Error(`${file}:${at + 1} is not a case of a functional suite`, { cause: error });
      }
    }
  }
  return cases;
}

/** Right answers of a class of cases, per label asked for. */
export type FunctionalResult = { class: string; lang: string; label: string; right: number; n: number };
/** A case answered wrongly, with the probability that was wrong. */
export type FunctionalFailure = {
  id: string;
  class: string;
  lang: string;
  label: string;
  expected: 0 | 1;
  probability: number;
};

/**
 * Counts right answers of a suite. A head says yes from `thresholds` on (its review threshold; 0.5 where it has
 * none); a head that is not there cannot be right.
 */
export function measureFunctions(
  cases: readonly (FunctionalCase & { signals: Readonly<Record<string, number>> })[],
  thresholds: Readonly<Record<string, number>>,
): { results: FunctionalResult[]; failures: FunctionalFailure[] } {
  const results = new Map<string, FunctionalResult>();
  const failures: FunctionalFailure[] = [];
  for (const one of cases) {
    for (const label of LABELS) {
      const expected = one.labels[label];
      if (expected === undefined) continue;
      const key = `${one.lang} ${one.class} ${label}`;
      const result = results.get(key) ?? { class: one.class, lang: one.lang, label, right: 0, n: 0 };
      results.set(key, result);
      result.n++;
      const probability = one.signals[label];
      const says = probability !== undefined && probability >= (thresholds[label] ?? 0.5) ? 1 : 0;
      if (probability !== undefined && says === expected) result.right++;
      else
        failures.push({
          id: one.id,
          class: one.class,
          lang: one.lang,
          label,
          expected,
          probability: probability ?? 0,
        });
    }
  }
  return { results: [...results.values()], failures };
}
