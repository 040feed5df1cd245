import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { type ImportLine, LINE_LIMIT, parseImportLine, splitLines } from "./parse-import.ts";
import { loadProject } from "./project-store.ts";
import type { ImportReport } from "./schema.ts";

/** What one file may weigh, bytes. */
export const IMPORT_LIMIT = 64 * 1024 * 1024;
/** Broken lines that are told one by one; the rest are counted. */
const PROBLEMS_TOLD = 100;
const BATCH = 500;
/** Anybody may be asked a task with a known answer: it measures people, so more answers are better. */
export const GOLD_OVERLAP = 100_000;

/**
 * Takes a file of JSON lines `{id, text, lang?, gold?}` into a project, however many: lines are read as they come and
 * stored in batches. A broken line is reported and the others go in; a line whose id is known changes nothing, so
 * the same file can be sent again. A line with `gold`, also an empty list, becomes a task with a known answer.
 * @throws DomainError not_found, too_large (what was stored until there stays)
 */
export async function importTasks(
  viewer: Viewer,
  slug: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ImportReport> {
  assertCan(viewer, "annotation:manage");
  const project = await loadProject(db(), slug);
  const labels = project.labels.map(({ label }) => label);
  const report: ImportReport = { added: 0, known: 0, refused: 0, problems: [] };
  const refuse = (line: number, reason: string) => {
    report.refused += 1;
    if (report.problems.length < PROBLEMS_TOLD) report.problems.push({ line, reason });
  };
  let batch: ImportLine[] = [];
  const store = async () => {
    const added = await addLines(db(), project, batch);
    report.added += added;
    report.known += batch.length - added;
    batch = [];
  };
  let tooLarge: unknown;
  try {
    for await (const line of splitLines(limited(bytes))) {
      if ("tooLong" in line) {
        refuse(line.number, `The line has more than ${LINE_LIMIT} bytes.`);
        continue;
      }
      const parsed = parseImportLine(line.text, labels);
      if ("reason" in parsed) refuse(line.number, parsed.reason);
      else batch.push(parsed);
      if (batch.length >= BATCH) await store();
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    tooLarge = error;
  }
  if (batch.length > 0) await store();
  const { added, known, refused } = report;
  await inTransaction((tx) =>
    appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "annotation.imported",
        subject: `annotation_project:${project.id}`,
        data: { added, known, refused },
      },
    ]),
  );
  if (tooLarge) throw tooLarge;
  return report;
}

async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > IMPORT_LIMIT)
      throw new DomainError(
        "too_large",
        `A file may have at most ${IMPORT_LIMIT} bytes. The lines before that were taken; send the rest as another file.`,
      );
    yield chunk;
  }
}

/** @returns how many were new */
async function addLines(
  tx: Tx,
  project: { id: string; overlap: number },
  lines: readonly ImportLine[],
): Promise<number> {
  const rows = lines.map(({ id, text, language, gold }) => ({ id, text, language, gold }));
  return tx.$executeRaw`
    INSERT INTO annotation_tasks
      (id, project_id, external_id, text, language, origin, position, gold, is_gold, overlap)
    SELECT gen_random_uuid(), ${project.id}::uuid, r.id, r.text, r.language,
           (CASE WHEN r.gold IS NULL THEN 'import' ELSE 'gold' END)::task_origin,
           coalesce((SELECT max(position) FROM annotation_tasks WHERE project_id = ${project.id}::uuid), 0) + r.place,
           coalesce(r.gold, '{}'), r.gold IS NOT NULL,
           CASE WHEN r.gold IS NULL THEN ${project.overlap}::int ELSE ${GOLD_OVERLAP}::int END
    FROM (SELECT x.*, row_number() OVER () AS place FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            AS x (id text, text text, language text, gold text[])) r
    ON CONFLICT (project_id, external_id) DO NOTHING`;
}
