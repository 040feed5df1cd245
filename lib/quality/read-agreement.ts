import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import {
  insightsQuerySchema,
  type JudgedTwice,
  judgedTwice,
  LEAST,
  scopeOf,
  unitsOf,
} from "#lib/insights/index.ts";
import { agreementOfUnits, citedIn } from "./agreement.ts";
import type { Agreement } from "./schema.ts";

const WEEKS = 12;
/** Pairs listed, those with most items first. */
const PAIRS_SHOWN = 20;

/** How far people agree, over second looks and calibration: all together, per policy, and per pair of people. */
export async function readAgreement(viewer: Viewer, now = new Date()): Promise<Agreement> {
  assertCan(viewer, "quality:manage");
  const scope = scopeOf(insightsQuerySchema.parse({ weeks: WEEKS }), now);
  const rows = await judgedTwice(db(), scope);
  const units = unitsOf(rows);
  const byPair = Map.groupBy(rows, ({ firstId, secondId }) => [firstId, secondId].sort().join(" "));
  return {
    weeks: WEEKS,
    all: agreementOfUnits(units, LEAST.agreement),
    policies: citedIn(units.map(({ answers }) => answers)).map((policyCode) => ({
      policyCode,
      ...agreementOfUnits(units, LEAST.agreement, policyCode),
    })),
    pairs: [...byPair.values()]
      .sort((one, other) => other.length - one.length)
      .slice(0, PAIRS_SHOWN)
      .flatMap(pairOf),
  };
}

/** One pair of people; which of them was first does not matter to how they agree, so each is one coder throughout. */
function pairOf(together: JudgedTwice[]): Agreement["pairs"] {
  const [one] = together;
  if (!one) return [];
  const names = [
    { id: one.firstId, name: one.firstName },
    { id: one.secondId, name: one.secondName },
  ].sort((x, y) => x.name.localeCompare(y.name));
  const [a, b] = names;
  if (!a || !b) return [];
  const units = together.map((row) => {
    const pair: [string, string] =
      row.firstId === a.id ? [row.firstAnswer, row.secondAnswer] : [row.secondAnswer, row.firstAnswer];
    return { answers: pair, pairs: [pair] };
  });
  return [{ a, b, ...agreementOfUnits(units, LEAST.agreement) }];
}
