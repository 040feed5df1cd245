import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { type Statement, statementSchema } from "./schema.ts";

export const statementsQuerySchema = z.object({
  /** Only those of decisions made at or after this moment. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Only those of decisions made before this moment. */
  before: z.iso.datetime({ offset: true }).optional(),
});

/** Rows fetched at once; a few megabytes at most. */
const PAGE = 500;

/** Every statement of reasons, oldest first, one at a time: the export may be larger than memory. */
export async function* exportStatements(
  viewer: Viewer,
  query: z.output<typeof statementsQuerySchema>,
): AsyncGenerator<Statement> {
  assertCan(viewer, "audit:read");
  const range = { ...(query.from && { gte: query.from }), ...(query.before && { lt: query.before }) };
  let last: { createdAt: Date; decisionId: string } | null = null;
  for (;;) {
    const rows: { createdAt: Date; decisionId: string; content: unknown }[] =
      await db().statementOfReasons.findMany({
        where: {
          createdAt: range,
          ...(last && {
            OR: [
              { createdAt: { gt: last.createdAt } },
              { createdAt: last.createdAt, decisionId: { gt: last.decisionId } },
            ],
          }),
        },
        orderBy: [{ createdAt: "asc" }, { decisionId: "asc" }],
        take: PAGE,
      });
    for (const row of rows) yield statementSchema.parse(row.content);
    last = rows.at(-1) ?? null;
    if (rows.length < PAGE) return;
  }
}
