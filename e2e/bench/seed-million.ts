import { Client } from "pg";

/** How much a seeded platform holds. Shares are those of a busy year of a middle-sized one. */
export const SEEDED = { items: 1_000_000, weeks: 12, openShare: 0.002 } as const;

/** Where drawn fates end: below the first automation acts, below the second a person has decided. */
const AUTOMATED = 0.05;
const DECIDED = 0.128;

/** Words by two syllables, the early ones far more often: 1,800 of them, about as skewed as a language. */
const WORD = `(ARRAY['ka','lo','mi','ra','te','su','no','vi','be','do','fa','ge','hi','ju','ke','li','mo','na','pe','qui','ro','sa','ti','ul','va','we','xo','ya','zu','ber','cal','dun','fel','gor','han','ist','jor','kel','lum','mar','nor','ost','pal','rem','sol','tan','ven','wil','yen','zor','bri','cro','dra','fli','gru','pla','sti','tri','wha','sho'])[1 + floor(60 * random() ^ 3)::int]
  || (ARRAY['n','r','s','la','to','me','ki','ran','sol','der','ling','mon','tor','ver','ish','ful','ness','ous','ant','ery','ment','age','dom','ure','ack','ell','ind','ost','umb','yne'])[1 + floor(30 * random() ^ 2)::int]`;

/**
 * Fills an empty, migrated and seeded database with a platform's twelve weeks, straight by SQL: items with model
 * scores, a judged sample of 1 in 100, decisions of automation and of people, reversals, reports and appeals.
 * `openShare` of the items wait in open cases. Triggers and foreign keys are off meanwhile, so only the benchmark's own database may be given.
 */
export async function seedMillion(
  databaseUrl: string,
  items: number = SEEDED.items,
  openShare: number = SEEDED.openShare,
): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      "SET session_replication_role = replica; SET synchronous_commit = off; SELECT setseed(0.42)",
    );
    await client.query("BEGIN");
    for (const statement of statements(items, DECIDED + openShare)) await client.query(statement);
    await client.query("COMMIT");
    // The open cases' narrow rows are written by the trigger itself, so that they are what the product makes.
    await client.query("SET session_replication_role = origin");
    await client.query("UPDATE cases SET rank = rank WHERE state = 'open'");
    await client.query("VACUUM (ANALYZE)");
  } finally {
    await client.end();
  }
}

function statements(items: number, open: number): string[] {
  return [
    `INSERT INTO accounts (id, external_id) SELECT uuidv7(), 'author-' || n FROM generate_series(1, 20000) n`,
    `INSERT INTO reporters (id, external_id) SELECT uuidv7(), 'reporter-' || n FROM generate_series(1, 5000) n`,
    `CREATE TEMP TABLE people AS SELECT id, row_number() OVER () AS n FROM users`,
    `CREATE TEMP TABLE policy AS SELECT v.id, p.code, v.queue_slug, v.severity, row_number() OVER (ORDER BY p.position) AS n
       FROM policies p JOIN policy_versions v ON v.policy_id = p.id AND v.version = 1`,
    // Fate: automation acts, a person has decided, a person has yet to look, or it is allowed at once.
    `CREATE TEMP TABLE fate AS
       SELECT uuidv7(at - now()) AS id, n, at, fate, harm,
              (SELECT count(*) FROM policy)::int AS policies, 1 + n % (SELECT count(*) FROM policy)::int AS policy
       FROM (SELECT n, now() - random() * interval '${SEEDED.weeks} weeks' AS at, random() AS fate, random() AS harm
             FROM generate_series(1, ${items}) n) drawn`,
    `INSERT INTO items (id, external_id, content_hash, kind, account_id, text, language, surface, reach, received_at, last_seen_at, state, state_at)
       SELECT f.id, 'post-' || n, md5(n::text), 'post', (SELECT id FROM accounts WHERE external_id = 'author-' || 1 + n % 20000),
              (SELECT string_agg(${WORD}, ' ') FROM generate_series(1, 6 + f.n % 10)) || ' number ' || n || ' about '
                || (ARRAY['football', 'the weather', 'a recipe', 'the news', 'a film'])[1 + n % 5],
              (ARRAY['en', 'en', 'en', 'de', 'fa', 'tr', 'es'])[1 + n % 7], (ARRAY['feed', 'comments', 'groups'])[1 + n % 3],
              round(exp(6 * harm)), at, at,
              (CASE WHEN fate < ${AUTOMATED} THEN 'actioned' WHEN fate < ${DECIDED} THEN CASE WHEN harm < 0.5 THEN 'actioned' ELSE 'allowed' END
                    WHEN fate < ${open} THEN 'in_review' ELSE 'allowed' END)::item_state, at
       FROM fate f`,
    // What the trigger would have written.
    `INSERT INTO item_search (item_id, words) SELECT id, item_words(language, surface, kind::text, account_id, text) FROM items ORDER BY id`,
    // Texts as short as these have no bands: known, and alike to none.
    `INSERT INTO item_prints (item_id, bands) SELECT id, '{}' FROM items`,
    `INSERT INTO signal_sets (id, item_id, source, version, provider, latency_ms, "values", created_at)
       SELECT uuidv7(at - now()), id, 'text-moderator', '1', 'cpu', 0.1 + random() * 0.4,
              jsonb_build_object('toxic', round((harm ^ 6)::numeric, 4), 'hate', round((harm ^ 9)::numeric, 4),
                'sexual', round((harm ^ 12)::numeric, 4), 'violence', round((harm ^ 14)::numeric, 4),
                'spam', round((harm ^ 10)::numeric, 4), 'profanity', round((harm ^ 7)::numeric, 4)), at + interval '1 second'
       FROM fate`,
    `INSERT INTO cases (id, queue_id, item_id, purpose, state, severity, policy_code, reasons, priority_parts, rank, due_at, created_at, closed_at)
       SELECT uuidv7(at - now()), q.id, f.id, 'triage', (CASE WHEN fate < ${DECIDED} THEN 'decided' ELSE 'open' END)::case_state, p.severity, p.code,
              CASE WHEN f.n % 3 = 0 THEN jsonb_build_array(jsonb_build_object('kind', 'reports', 'count', 1 + f.n % 4, 'reliability', 0.5))
                   ELSE jsonb_build_array(jsonb_build_object('kind', 'signal', 'signal', 'hate', 'value', round(harm::numeric, 2), 'threshold', 0.3,
                     'policyCode', p.code, 'source', 'text-moderator', 'version', '1')) END,
              jsonb_build_object('severity', 3 * p.severity, 'confidence', 3 * harm, 'reach', 2 * harm, 'reports', f.n % 3, 'base', 3 * p.severity + 5 * harm + f.n % 3),
              3 * p.severity + 5 * harm + f.n % 3 - 2 * extract(epoch FROM at - timestamptz '2026-01-01') / 3600, at + make_interval(mins => q.sla_minutes), at,
              CASE WHEN fate < ${DECIDED} THEN at + make_interval(secs => 60 + harm * q.sla_minutes * 70) END
       FROM fate f JOIN policy p ON p.n = f.policy JOIN queues q ON q.slug = p.queue_slug WHERE fate >= ${AUTOMATED} AND fate < ${open}`,
    `INSERT INTO decisions (id, item_id, case_id, policy_version_id, action, source, actor_id, in_force, handle_seconds, created_at)
       SELECT uuidv7(f.at - now()), f.id, c.id, p.id, CASE WHEN fate < ${AUTOMATED} OR harm < 0.5 THEN 'remove' ELSE 'allow' END,
              (CASE WHEN fate < ${AUTOMATED} THEN 'automation' ELSE 'person' END)::decision_source, people.id, '{"thresholds": null, "models": []}',
              CASE WHEN fate >= ${AUTOMATED} THEN 5 + harm * 60 END, coalesce(c.closed_at, f.at + interval '2 seconds')
       FROM fate f JOIN policy p ON p.n = f.policy LEFT JOIN cases c ON c.item_id = f.id
       LEFT JOIN people ON people.n = 1 + f.n % (SELECT count(*) FROM people) AND fate >= ${AUTOMATED}
       WHERE fate < ${DECIDED}`,
    `INSERT INTO reports (id, item_id, reporter_id, reason, created_at)
       SELECT uuidv7(), f.id, r.id, 'hate', f.at + make_interval(secs => harm * 600) FROM fate f
       JOIN (SELECT id, row_number() OVER () AS n FROM reporters) r ON r.n = 1 + f.n % 5000 WHERE fate < ${open} AND f.n % 3 = 0`,
    `INSERT INTO prevalence_samples (id, item_id, inclusion_probability, views, drawn_at, verdict, policy_code, judged_by_id, judged_at)
       SELECT uuidv7(), f.id, 0.01, round(exp(6 * harm)), at, v, CASE WHEN v = 'violating' THEN p.code END,
              CASE WHEN v IS NOT NULL THEN (SELECT id FROM people WHERE n = 2) END, CASE WHEN v IS NOT NULL THEN at + interval '1 hour' END
       FROM fate f JOIN policy p ON p.n = f.policy,
            LATERAL (SELECT (CASE WHEN f.n % 1700 = 0 THEN NULL WHEN harm > 0.98 THEN 'violating' ELSE 'not_violating' END)::sample_verdict AS v) judged
       WHERE f.n % 100 = 0`,
    // One restriction in twenty is contested, two in five of those fall.
    `CREATE TEMP TABLE contested AS
       SELECT d.id AS decision_id, d.item_id, d.policy_version_id, d.created_at + interval '1 day' AS filed, row_number() OVER () AS n
       FROM decisions d WHERE d.action = 'remove' AND d.created_at < now() - interval '2 days' AND random() < 0.05`,
    `INSERT INTO cases (id, queue_id, item_id, purpose, state, severity, reasons, priority_parts, rank, due_at, created_at, closed_at)
       SELECT uuidv7(), q.id, item_id, 'appeals', 'decided', 3, '[]', '[]', 0, filed + interval '1 day', filed, filed + interval '5 hours'
       FROM contested, queues q WHERE q.purpose = 'appeals'`,
    `INSERT INTO decisions (id, item_id, policy_version_id, action, source, actor_id, in_force, reverses_id, created_at)
       SELECT uuidv7(), item_id, policy_version_id, 'allow', 'person', (SELECT id FROM people WHERE n = 2), '{"thresholds": null, "models": []}', decision_id, filed + interval '5 hours'
       FROM contested WHERE n % 5 < 2`,
    `INSERT INTO appeals (id, decision_id, item_id, case_id, statement, locale, filed_at, state, resolved_by_id, resolution, resolved_at)
       SELECT uuidv7(), t.decision_id, t.item_id, c.id, 'It was a joke.', 'en', filed, (CASE WHEN n % 5 < 2 THEN 'overturned' ELSE 'upheld' END)::appeal_state,
              (SELECT id FROM people WHERE people.n = 2), 'We looked again.', filed + interval '5 hours'
       FROM contested t JOIN cases c ON c.item_id = t.item_id AND c.purpose = 'appeals'`,
  ];
}
