import type { Estimate } from "./estimate.ts";
import type { Insights } from "./schema.ts";

type Row = { figure: string; unit: string; policy?: string; week?: string } & Partial<Estimate>;

const COLUMNS = [
  "figure",
  "unit",
  "policy",
  "week",
  "value",
  "low_95",
  "high_95",
  "n",
  "from",
  "to",
  "time_zone",
];

/**
 * All figures of the page, one per line (RFC 4180), shares as fractions with full precision. A figure that is
 * not measured has an empty value, never a zero.
 */
export function insightsCsv(insights: Insights): string {
  const { from, to, timeZone } = insights.window;
  const lines = rowsOf(insights).map(({ figure, unit, policy, week, value, low, high, n }) =>
    [figure, unit, policy, week, value, low, high, n, from, to, timeZone].map(cell).join(","),
  );
  return `${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

function cell(value: string | number | undefined): string {
  const text = value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function rowsOf(insights: Insights): Row[] {
  const { prevalence, proactive, automation, timeToAction, agreement, serving } = insights;
  const share = (figure: string, estimate: Estimate | null, more: Partial<Row> = {}): Row => ({
    figure,
    unit: "share",
    ...estimate,
    ...more,
  });
  const seconds = (figure: string, of: "median" | "p90"): Row => ({
    figure,
    unit: "seconds",
    ...(timeToAction && {
      value: timeToAction[of].seconds,
      low: timeToAction[of].low,
      high: timeToAction[of].high,
      n: timeToAction.n,
    }),
  });
  const plain = (figure: string, unit: string, value?: number, n?: number): Row => ({
    figure,
    unit,
    value,
    n,
  });
  return [
    share("prevalence by posts", prevalence.posts),
    share("prevalence by views", prevalence.views),
    plain("sample drawn", "count", prevalence.drawn),
    plain("sample judged", "count", prevalence.judged),
    ...prevalence.weekly.flatMap(({ week, posts, views }) => [
      share("prevalence by posts", posts, { week }),
      share("prevalence by views", views, { week }),
    ]),
    share("proactive rate", proactive.estimate),
    share("valid appeals", insights.appeals.valid),
    share("appeals overturned", insights.appeals.overturned),
    plain("appeals filed", "count", insights.appeals.contested),
    share("decisions taken back", insights.appeals.reversed),
    plain("labels by annotators", "count", insights.labels.answers),
    plain("texts with a consensus", "count", insights.labels.agreed),
    share("automation rate", automation.estimate),
    share("precision of automation", automation.precision.estimate, { n: automation.precision.n }),
    seconds("time to action, median", "median"),
    seconds("time to action, 90th percentile", "p90"),
    share("decided in time", insights.sla),
    {
      ...share("agreement, Krippendorff's alpha", agreement.alpha.estimate, { n: agreement.alpha.n }),
      unit: "alpha",
    },
    { ...share("agreement, Cohen's kappa", agreement.kappa), unit: "kappa" },
    plain("scoring time, median", "milliseconds", serving?.p50, serving?.n),
    plain("scoring time, 95th percentile", "milliseconds", serving?.p95, serving?.n),
    plain("scoring time, 99th percentile", "milliseconds", serving?.p99, serving?.n),
    share("scored within the objective", serving?.within ?? null),
    ...insights.drift.map((one) =>
      plain(`drift of ${one.source}/${one.version} ${one.signal}`, "PSI", one.psi, one.n),
    ),
    ...insights.policies.flatMap((row) => [
      share("prevalence by posts", row.posts, { policy: row.code }),
      share("prevalence by views", row.views, { policy: row.code }),
      { ...plain("actioned", "count", row.actioned), policy: row.code },
      share("proactive rate", row.proactive, { policy: row.code }),
      share("valid appeals", row.validAppeals, { policy: row.code }),
      {
        ...share("agreement, Krippendorff's alpha", row.agreement.estimate, { n: row.agreement.n }),
        unit: "alpha",
        policy: row.code,
      },
    ]),
  ];
}
