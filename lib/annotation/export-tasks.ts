import { createHmac } from "node:crypto";
import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { loadProject } from "./project-store.ts";

/** Tasks fetched at once. */
const PAGE = 500;

const rowSchema = z.object({
  id: z.string(),
  position: z.number(),
  externalId: z.string().nullable(),
  itemExternalId: z.string().nullable(),
  text: z.string(),
  language: z.string().nullable(),
  origin: z.string(),
  chosenBy: z.record(z.string(), z.unknown()),
  isGold: z.boolean(),
  gold: z.array(z.string()),
  overlap: z.number(),
  answers: z.array(
    z.object({
      userId: z.string(),
      state: z.enum(["submitted", "skipped"]),
      labels: z.array(z.string()),
      skipReason: z.string().nullable(),
      seconds: z.number().nullable(),
      submittedAt: z.string().nullable(),
    }),
  ),
  consensus: z.array(
    z.object({ label: z.string(), value: z.number(), probability: z.number(), annotators: z.number() }),
  ),
});

/** The same person has the same name within a project and another one in every other. */
function pseudonym(projectId: string, userId: string): string {
  const mac = createHmac("sha256", env().DOCKET_SECRET).update(`annotator ${projectId} ${userId}`);
  return `annotator-${mac.digest("hex").slice(0, 12)}`;
}

/**
 * Every task of a project with its answers, consensus and provenance, in order, one at a time: the export may be
 * larger than memory. Who answered is a pseudonym. It holds the known answers of gold, so it is audited.
 * @throws DomainError not_found, before the first line
 */
export async function exportTasks(
  viewer: Viewer,
  slug: string,
): Promise<AsyncGenerator<Record<string, unknown>>> {
  assertCan(viewer, "annotation:manage");
  const project = await loadProject(db(), slug);
  await inTransaction((tx) =>
    appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "annotation.gold_revealed",
        subject: `annotation_project:${project.id}`,
        data: { by: "export" },
      },
    ]),
  );
  return lines(project.id);
}

async function* lines(projectId: string): AsyncGenerator<Record<string, unknown>> {
  let last = { position: Number.MIN_SAFE_INTEGER, id: "00000000-0000-0000-0000-000000000000" };
  for (;;) {
    const rows = await loadPage(db(), projectId, last);
    for (const { position: _, itemExternalId, externalId, language, isGold, gold, answers, ...row } of rows) {
      yield {
        task: row.id,
        id: externalId ?? itemExternalId,
        text: row.text,
        lang: language,
        origin: row.origin,
        ...(isGold && { gold }),
        overlap: row.overlap,
        chosenBy: row.chosenBy,
        answers: answers.map(({ userId, ...answer }) => ({
          annotator: pseudonym(projectId, userId),
          ...answer,
        })),
        consensus: row.consensus,
      };
    }
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return;
    last = end;
  }
}

async function loadPage(tx: Tx, projectId: string, after: { position: number; id: string }) {
  const rows = await tx.$queryRaw`
    SELECT t.id, t.position, t.external_id AS "externalId", i.external_id AS "itemExternalId", t.text, t.language,
      t.origin::text, t.chosen_by AS "chosenBy", t.is_gold AS "isGold", coalesce(t.gold, '{}') AS gold, t.overlap,
      coalesce((SELECT jsonb_agg(jsonb_build_object('userId', a.user_id, 'state', a.state, 'labels', a.labels,
          'skipReason', a.skip_reason, 'seconds', a.seconds, 'submittedAt', a.submitted_at) ORDER BY a.id)
        FROM annotations a WHERE a.task_id = t.id AND a.state <> 'assigned'), '[]') AS answers,
      coalesce((SELECT jsonb_agg(jsonb_build_object('label', c.label, 'value', c.value, 'probability', c.probability,
          'annotators', c.annotators) ORDER BY c.label)
        FROM consensus_labels c WHERE c.task_id = t.id), '[]') AS consensus
    FROM annotation_tasks t LEFT JOIN items i ON i.id = t.item_id
    WHERE t.project_id = ${projectId}::uuid AND (t.position, t.id) > (${after.position}::float8, ${after.id}::uuid)
    ORDER BY t.position, t.id LIMIT ${PAGE}`;
  return z.array(rowSchema).parse(rows);
}
