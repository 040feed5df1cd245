import { useTranslations } from "next-intl";
import type { Insights, InsightsQuery } from "#lib/insights/schema.ts";
import { axisMarks, runsOf } from "./chart-scale.ts";
import { useNumbers } from "./use-numbers.ts";

const BOX = { width: 640, height: 214, left: 44, right: 632, top: 24, bottom: 180 } as const;
/** Labels of versions nearer than this would lie on each other. */
const LABEL_WIDTH = 96;

/** Prevalence by week as a line with its 95% band; policy and model versions are lines across. Drawn with attributes alone. */
export function PrevalenceChart({ insights, query }: { insights: Insights; query: InsightsQuery }) {
  const t = useTranslations("insights");
  const numbers = useNumbers();
  const { weekly, events } = insights.prevalence;
  const estimates = weekly.map((week) => week[query.by]);
  const marks = axisMarks(Math.max(0, ...estimates.map((one) => one?.high ?? 0)));
  const top = marks.at(-1) ?? 1;
  const start = Date.parse(weekly[0]?.week ?? insights.window.from);
  const span = Math.max(1, Date.parse(weekly.at(-1)?.week ?? insights.window.to) - start);
  const across = (time: number) => BOX.left + 8 + ((time - start) / span) * (BOX.right - BOX.left - 16);
  const x = (index: number) => across(Date.parse(weekly[index]?.week ?? ""));
  const y = (share: number) => BOX.bottom - (share / top) * (BOX.bottom - BOX.top);
  const runs = runsOf(estimates);
  const shown = [0, Math.floor((weekly.length - 1) / 2), weekly.length - 1];
  return (
    <svg
      role="img"
      aria-label={t("chartLabel")}
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      direction="ltr"
      className="mt-2 block w-full text-2xs"
    >
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={BOX.left - 4} x2={BOX.right} y1={y(mark)} y2={y(mark)} className="stroke-line" />
          <text x={BOX.left - 8} y={y(mark) + 4} textAnchor="end" className="fill-ink-3">
            {numbers.percent(mark, top < 0.01 ? 2 : top < 0.08 ? 1 : 0)}
          </text>
        </g>
      ))}
      {versionLines(events, (time) => Math.min(across(time), BOX.right)).map(({ x: at, label }) => (
        <g key={label}>
          <line
            x1={at}
            x2={at}
            y1={BOX.top - 22}
            y2={BOX.bottom}
            strokeDasharray="3 3"
            className="stroke-ink-3"
          />
          <text
            x={at > BOX.right - LABEL_WIDTH ? at - 5 : at + 5}
            y={BOX.top - 12}
            textAnchor={at > BOX.right - LABEL_WIDTH ? "end" : "start"}
            className="fill-ink-3"
          >
            {label}
          </text>
        </g>
      ))}
      {runs.map((run) => {
        const there = run.map(({ at, value }) => `${x(at)} ${y(value.high)}`);
        const back = run.map(({ at, value }) => `${x(at)} ${y(value.low)}`).reverse();
        return (
          <g key={run[0]?.at}>
            <path d={`M${[...there, ...back].join("L")}Z`} fillOpacity="0.16" className="fill-accent" />
            <path
              d={`M${run.map(({ at, value }) => `${x(at)} ${y(value.value)}`).join("L")}`}
              fill="none"
              strokeWidth="2"
              className="stroke-accent"
            />
            {run.map(({ at, value }) => (
              <g key={at}>
                <line
                  x1={x(at)}
                  x2={x(at)}
                  y1={y(value.high)}
                  y2={y(value.low)}
                  strokeOpacity="0.5"
                  className="stroke-accent"
                />
                <circle cx={x(at)} cy={y(value.value)} r="3" className="fill-accent">
                  <title>
                    {`${numbers.day(weekly[at]?.week ?? "")}: ${numbers.percent(value.value)}, ${t("withN", { interval: numbers.interval(value), n: value.n })}`}
                  </title>
                </circle>
              </g>
            ))}
          </g>
        );
      })}
      {shown.map((index, place) => (
        <text
          key={weekly[index]?.week}
          x={x(index)}
          y={BOX.bottom + 20}
          textAnchor={(["start", "middle", "end"] as const)[place]}
          className="fill-ink-3"
        >
          {numbers.day(weekly[index]?.week ?? "")}
        </text>
      ))}
    </svg>
  );
}

/** Versions that came into force within the chart; near ones share a line and a label. A model's name comes before policies'. */
function versionLines(
  events: Insights["prevalence"]["events"],
  across: (time: number) => number,
): { x: number; label: string }[] {
  const lines: { x: number; events: typeof events }[] = [];
  for (const event of events) {
    const x = across(Date.parse(event.at));
    const last = lines.at(-1);
    if (last && x - last.x < LABEL_WIDTH) last.events.push(event);
    else lines.push({ x, events: [event] });
  }
  return lines.map(({ x, events: together }) => {
    const first = together.findLast(({ kind }) => kind === "model") ?? together[0];
    const more = together.length - 1;
    return { x, label: `${first?.name} v${first?.version}${more > 0 ? ` +${more}` : ""}` };
  });
}
