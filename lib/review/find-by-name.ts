import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, Prisma } from "#lib/db/index.ts";
import { localisedName } from "#lib/localised-name.ts";
import { caseScope } from "./case-scope.ts";
import type { FoundByName } from "./schema.ts";

const MOST_FOUND = 6;

const foundCaseSchema = z.array(
  z.object({
    number: z.number(),
    state: z.enum(["open", "decided", "cancelled"]),
    severity: z.number(),
    externalId: z.string(),
    name: z.string(),
    names: z.unknown(),
  }),
);
const foundAccountSchema = z.array(
  z.object({ externalId: z.string(), openCases: z.number(), caseNumber: z.number() }),
);

/**
 * Cases and accounts by their names: a case by its number or the platform's id of its item, an account by the
 * platform's id of it, both from their first characters, and none that is outside of the viewer's queues and policies. Nothing of what they say is told: the palette veils nothing.
 */
export async function findByName(viewer: Viewer, typed: string): Promise<FoundByName> {
  assertCan(viewer, "cases:read");
  const start = `${typed.replace(/[\\%_]/g, "\\$&")}%`;
  const mine = caseScope(viewer, "cases:read", Prisma.sql`c`);
  const number = /^\d{1,9}$/.test(typed) ? Number(typed) : -1;
  const [cases, accounts] = await Promise.all([
    db().$queryRaw`
      SELECT c.number, c.state::text, c.severity, i.external_id AS "externalId", q.name, q.names
      FROM (
        SELECT id FROM cases WHERE number = ${number}
        UNION
        (SELECT c.id FROM items i JOIN cases c ON c.item_id = i.id WHERE i.external_id LIKE ${start}
         ORDER BY i.external_id LIMIT ${MOST_FOUND})) AS found
      JOIN cases c ON c.id = found.id AND ${mine} JOIN items i ON i.id = c.item_id JOIN queues q ON q.id = c.queue_id
      ORDER BY c.number = ${number} DESC, c.state, c.number DESC LIMIT ${MOST_FOUND}`,
    db().$queryRaw`
      SELECT a.external_id AS "externalId", (count(*) FILTER (WHERE c.state = 'open'))::int AS "openCases",
             coalesce(max(c.number) FILTER (WHERE c.state = 'open'), max(c.number)) AS "caseNumber"
      FROM (SELECT id, external_id FROM accounts WHERE external_id LIKE ${start} ORDER BY external_id LIMIT ${MOST_FOUND}) a
      JOIN items i ON i.account_id = a.id JOIN cases c ON c.item_id = i.id AND c.purpose <> 'prevalence' AND ${mine}
      GROUP BY a.external_id ORDER BY a.external_id`,
  ]);
  return {
    cases: foundCaseSchema.parse(cases).map(({ name, names, ...found }) => ({
      ...found,
      queue: localisedName({ name, names }),
    })),
    accounts: foundAccountSchema.parse(accounts),
  };
}
