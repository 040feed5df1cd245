import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { Labelled } from "./notices-and-spam.ts";

/** Tasks with the consensus of their annotators, put straight into the tables. */
export async function agreeOnIn(databaseUrl: string, labelled: readonly Labelled[]): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `WITH project AS (
       INSERT INTO annotation_projects (id, slug, name, guidelines, labels, sampling)
       VALUES (gen_random_uuid(), $1, 'Notices and spam', 'Say what is spam.', '[{"label": "spam", "name": "Spam", "description": ""}]',
         '{"strategy": "margin", "randomShare": 0.2, "goldShare": 0}') RETURNING id),
     task AS (
       INSERT INTO annotation_tasks (id, project_id, external_id, text, language, origin, position, overlap)
       SELECT gen_random_uuid(), project.id, gen_random_uuid()::text, x.text, coalesce(x.language, 'en'), 'import', 0, 2
       FROM project, jsonb_to_recordset($2::jsonb) AS x(text text, language text) RETURNING id, text)
     INSERT INTO consensus_labels (task_id, label, value, probability, annotators, computed_at)
     SELECT task.id, x.label, x.value, CASE x.value WHEN 1 THEN 0.95 ELSE 0.05 END, 2, now()
     FROM task JOIN jsonb_to_recordset($2::jsonb) AS x(text text, label text, value int) ON x.text = task.text`,
    [randomUUID(), JSON.stringify(labelled)],
  );
  await client.end();
}
