import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { sha256 } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { FALLBACK_SUFFIX } from "#lib/scoring/index.ts";
import { exposition, type Family } from "./exposition.ts";
import { LATENCY_MINUTES, QUANTILES, readScoringFailures, readScoringLatency } from "./scoring-latency.ts";

/** Counting millions of rows takes a while; scrapers that come within this time share one answer. */
const FRESH_MS = 10_000;

const countsSchema = z.array(
  z.object({ family: z.string(), a: z.string(), b: z.string(), value: z.number() }),
);
type Counts = z.infer<typeof countsSchema>;

let shared: { at: number; text: Promise<string> } | null = null;

/**
 * The state of this installation for Prometheus: counts and durations, no content and no names of people.
 * @param authorization the request's header, checked where METRICS_TOKEN is set
 * @throws DomainError unauthenticated
 */
export async function readMetrics(authorization: string | null): Promise<string> {
  const token = env().METRICS_TOKEN;
  if (token && !sameText(authorization ?? "", `Bearer ${token}`))
    throw new DomainError("unauthenticated", "Send METRICS_TOKEN as a bearer token.");
  if (!shared || Date.now() - shared.at >= FRESH_MS) {
    const text = collect();
    shared = { at: Date.now(), text };
    text.catch(() => {
      shared = null;
    });
  }
  return shared.text.then((text) => text + exposition(processFamilies()));
}

/** Compares without telling by its time how much was right. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
}

async function collect(): Promise<string> {
  const [counts, latency, failures] = await Promise.all([
    readCounts(),
    readScoringLatency(),
    readScoringFailures(),
  ]);
  const family = (name: string, help: string, labels: string[], type: Family["type"] = "gauge"): Family => ({
    name: `docket_${name}`,
    help,
    type,
    samples: counts
      .filter((row) => row.family === name)
      .map((row) => ({ labels: pick(labels, row), value: row.value })),
  });
  return exposition([
    family("items", "Items by state", ["state"]),
    family("cases_open", "Open cases by queue", ["queue"]),
    family("cases_overdue", "Open cases past their due time, by queue", ["queue"]),
    family("sla_due_soon", "Open cases near their due time and not past it, by queue", ["queue"]),
    family(
      "sla_breaches_total",
      "Cases that were not decided in time, once each, by queue",
      ["queue"],
      "counter",
    ),
    family("case_oldest_due_timestamp_seconds", "Due time of the most urgent open case, by queue", ["queue"]),
    family("decisions_total", "Decisions by source and action", ["source", "action"], "counter"),
    family("enforcements", "Deliveries to the platform by state", ["state"]),
    family("jobs", "Jobs that wait, run or failed, by kind", ["kind", "state"]),
    family("rule_hits", "Items on which a rule hit in the last seven days, by rule and mode", [
      "rule",
      "mode",
    ]),
    family("rule_rate_alarm", "1 while a live rule hits more or less often than it used to", ["rule"]),
    family("escalation_alarms", "Alarms that stand because an escalation reaches nobody, by cause", [
      "cause",
    ]),
    family("emergencies_open", "Open cases in which a life is threatened, by whether somebody has them", [
      "state",
    ]),
    family("prevalence_samples", "Items of the prevalence sample", ["state"]),
    {
      name: "docket_scoring_latency_seconds",
      help: `Scoring time per item (batch time over batch size), last ${LATENCY_MINUTES} minutes`,
      type: "summary",
      samples: latency.flatMap(({ model, provider, quantiles, sum, count }) => [
        ...QUANTILES.map((quantile, index) => ({
          labels: { model, provider, quantile: String(quantile) },
          value: quantiles[index] ?? 0,
        })),
        { labels: { model, provider }, suffix: "_sum" as const, value: sum },
        { labels: { model, provider }, suffix: "_count" as const, value: count },
      ]),
    },
    {
      name: "docket_scoring_fallbacks",
      help: `Items that this installation scored because the inference server did not, last ${LATENCY_MINUTES} minutes`,
      type: "gauge",
      samples: [
        {
          value: latency
            .filter(({ provider }) => provider.endsWith(FALLBACK_SUFFIX))
            .reduce((sum, { count }) => sum + count, 0),
        },
      ],
    },
    {
      name: "docket_scoring_failures",
      help: `Items on which a registered model failed, last ${LATENCY_MINUTES} minutes`,
      type: "gauge",
      samples: failures.map(({ model, count }) => ({ labels: { model }, value: count })),
    },
  ]);
}

function pick(labels: string[], row: Counts[number]): Record<string, string> {
  return Object.fromEntries(labels.map((label, index) => [label, index === 0 ? row.a : row.b]));
}

async function readCounts(): Promise<Counts> {
  return countsSchema.parse(
    await db().$queryRaw`
      SELECT 'items' AS family, state::text AS a, '' AS b, count(*)::float8 AS value FROM items GROUP BY state
      UNION ALL
      SELECT kind.name, q.slug, '', CASE kind.name WHEN 'cases_open' THEN count(f.case_id)
             WHEN 'cases_overdue' THEN count(f.case_id) FILTER (WHERE f.due_at < now())
             ELSE count(f.case_id) FILTER (WHERE f.due_at >= now() AND f.due_at < now() + make_interval(secs => q.sla_minutes * 60 * q.warning_share)) END::float8
      FROM queues q CROSS JOIN (VALUES ('cases_open'), ('cases_overdue'), ('sla_due_soon')) AS kind(name)
      LEFT JOIN case_facts f ON f.queue_id = q.id GROUP BY kind.name, q.slug
      UNION ALL
      SELECT 'sla_breaches_total', q.slug, '', count(b.case_id)::float8
      FROM queues q LEFT JOIN sla_breaches b ON b.queue_id = q.id GROUP BY q.slug
      UNION ALL
      SELECT 'case_oldest_due_timestamp_seconds', q.slug, '', extract(epoch FROM min(f.due_at))::float8
      FROM queues q JOIN case_facts f ON f.queue_id = q.id GROUP BY q.slug
      UNION ALL
      SELECT 'decisions_total', source::text, action, count(*)::float8 FROM decisions GROUP BY source, action
      UNION ALL
      SELECT 'enforcements', s::text, '', (SELECT count(*) FROM enforcements e WHERE e.state = s)::float8
      FROM unnest(ARRAY['pending', 'sending', 'dead']::enforcement_state[]) AS s
      UNION ALL
      SELECT 'jobs', name, state::text, count(*)::float8 FROM jobs.job
      WHERE state::text IN ('created', 'retry', 'active', 'failed') GROUP BY name, state
      UNION ALL
      SELECT 'rule_hits', r.name, CASE WHEN h.shadow THEN 'shadow' ELSE 'live' END, count(*)::float8
      FROM rules r JOIN rule_hits h ON h.rule_id = r.id AND h.at > now() - interval '7 days' GROUP BY r.name, h.shadow
      UNION ALL
      SELECT 'rule_rate_alarm', name, '', (alarm_since IS NOT NULL)::int::float8 FROM rules WHERE live_version IS NOT NULL
      UNION ALL
      SELECT 'escalation_alarms', known.cause, '', count(a.id)::float8
      FROM unnest(ARRAY['stranded', 'unstaffed', 'away', 'overdue']) AS known(cause)
      LEFT JOIN escalation_alarms a ON a.cause = known.cause AND a.closed_at IS NULL GROUP BY known.cause
      UNION ALL
      SELECT 'emergencies_open', s.state, '', count(c.id)::float8
      FROM (VALUES ('waiting'), ('held')) AS s(state)
      LEFT JOIN (SELECT f.case_id FROM case_facts f WHERE f.tier < 2 AND f.tier = 0) f ON true
      LEFT JOIN cases c ON c.id = f.case_id AND (s.state = 'held') = coalesce(c.claim_expires_at > now(), false)
      GROUP BY s.state
      UNION ALL
      SELECT 'prevalence_samples', CASE WHEN verdict IS NULL THEN 'waiting' ELSE 'judged' END, '', count(*)::float8
      FROM prevalence_samples GROUP BY 2`,
  );
}

/** This process itself, under the names that Prometheus clients use. */
function processFamilies(): Family[] {
  const gauge = (name: string, help: string, value: number): Family => ({
    name,
    help,
    type: "gauge",
    samples: [{ value }],
  });
  const memory = process.memoryUsage();
  return [
    gauge("process_resident_memory_bytes", "Resident memory of the web process", memory.rss),
    gauge("nodejs_heap_size_used_bytes", "Heap in use by the web process", memory.heapUsed),
    gauge("process_start_time_seconds", "When the web process started", Date.now() / 1000 - process.uptime()),
  ];
}
