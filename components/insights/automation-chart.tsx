import { useTranslations } from "next-intl";
import type { Estimate } from "#lib/insights/estimate.ts";
import type { AutomationCurve } from "#lib/insights/schema.ts";
import { axisMarks } from "./chart-scale.ts";
import { useNumbers } from "./use-numbers.ts";

/** A threshold that enough judged posts reach. */
export type Measured = AutomationCurve["points"][number] & { precision: Estimate };

const BOX = { width: 420, height: 190, left: 42, right: 412, top: 14, bottom: 150 } as const;
/** Where a label would run out of the box it stands on the other side of its point. */
const LABEL_ROOM = 70;

/** Precision against the share taken in, with its 95% band; today's threshold and the one being tried are points. */
export function AutomationChart({
  points,
  today,
  draft,
}: {
  points: readonly Measured[];
  today: Measured | null;
  draft: Measured;
}) {
  const t = useTranslations("insights.curve");
  const numbers = useNumbers();
  const marks = axisMarks(Math.max(...points.map(({ share }) => share)));
  const most = marks.at(-1) ?? 1;
  const x = (share: number) => BOX.left + (share / most) * (BOX.right - BOX.left);
  const y = (precision: number) => BOX.bottom - precision * (BOX.bottom - BOX.top);
  const line = (at: (precision: Estimate) => number) =>
    points.map(({ share, precision }) => `${x(share)} ${y(at(precision))}`);
  const label = ({ share, precision }: Measured, text: string, below: boolean) => {
    const end = x(share) > BOX.right - LABEL_ROOM;
    return (
      <text
        x={x(share) + (end ? -7 : 7)}
        y={y(precision.value) + (below ? 14 : -7)}
        textAnchor={end ? "end" : "start"}
        className="fill-ink-2"
      >
        {text}
      </text>
    );
  };
  return (
    <svg
      role="img"
      aria-label={t("chartLabel")}
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      direction="ltr"
      className="mt-2 block w-full text-2xs"
    >
      {[0, 0.5, 1].map((mark) => (
        <g key={mark}>
          <line x1={BOX.left} x2={BOX.right} y1={y(mark)} y2={y(mark)} className="stroke-line" />
          <text x={BOX.left - 6} y={y(mark) + 4} textAnchor="end" className="fill-ink-3">
            {numbers.percent(mark, 0)}
          </text>
        </g>
      ))}
      {marks.map((mark, index) => (
        <text
          key={mark}
          x={x(mark)}
          y={BOX.bottom + 16}
          textAnchor={index === marks.length - 1 ? "end" : "middle"}
          className="fill-ink-3"
        >
          {numbers.percent(mark, most < 0.02 ? 2 : most < 0.08 ? 1 : 0)}
        </text>
      ))}
      <text x={BOX.left} y={BOX.bottom + 34} className="fill-ink-3">
        {t("fewer")}
      </text>
      <text x={BOX.right} y={BOX.bottom + 34} textAnchor="end" className="fill-ink-3">
        {t("more")}
      </text>
      <path
        d={`M${[...line(({ high }) => high), ...line(({ low }) => low).reverse()].join("L")}Z`}
        fillOpacity="0.12"
        className="fill-ink-2"
      />
      <path
        d={`M${line(({ value }) => value).join("L")}`}
        fill="none"
        strokeWidth="2"
        className="stroke-ink-2"
      />
      {today ? (
        <g>
          <line
            x1={x(today.share)}
            x2={x(today.share)}
            y1={y(today.precision.value)}
            y2={BOX.bottom}
            strokeDasharray="3 3"
            className="stroke-accent"
          />
          <circle cx={x(today.share)} cy={y(today.precision.value)} r="5" className="fill-accent" />
          {label(today, t("todayMark", { threshold: numbers.decimal(today.threshold) }), false)}
        </g>
      ) : null}
      {draft === today ? null : (
        <g>
          <circle
            cx={x(draft.share)}
            cy={y(draft.precision.value)}
            r="5"
            strokeWidth="2"
            className="fill-panel stroke-warn"
          />
          {label(draft, t("draftMark", { threshold: numbers.decimal(draft.threshold) }), true)}
        </g>
      )}
    </svg>
  );
}
