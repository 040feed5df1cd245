import { cx } from "#components/ui/cx.ts";

export type Series = {
  name: string;
  points: readonly (readonly [number, number])[];
  tone: "accent" | "quiet";
};
type Axis = {
  label: string;
  min: number;
  max: number;
  format: (value: number) => string;
  marks?: readonly number[];
};
type LineChartProps = {
  label: string;
  series: readonly Series[];
  x: Axis;
  y: Axis;
  /** Draws the line on which both axes agree. */
  diagonal?: boolean;
  dots?: boolean;
  className?: string;
};

const BOX = { width: 420, height: 250, left: 46, right: 408, top: 12, bottom: 206 } as const;
const MARKS = 4;
const STROKE = { accent: "stroke-accent", quiet: "stroke-ink-3" } as const;
const FILL = { accent: "fill-accent", quiet: "fill-ink-3" } as const;

/** Lines over two axes, drawn with attributes alone; names of the lines stand under it, solid and dashed. */
export function LineChart({
  label,
  series,
  x,
  y,
  diagonal = false,
  dots = false,
  className,
}: LineChartProps) {
  const across = (value: number) =>
    BOX.left + ((value - x.min) / Math.max(1e-9, x.max - x.min)) * (BOX.right - BOX.left);
  const up = (value: number) =>
    BOX.bottom - ((value - y.min) / Math.max(1e-9, y.max - y.min)) * (BOX.bottom - BOX.top);
  const drawn = series.filter(({ points }) => points.length > 0);
  return (
    <figure className={cx("grid gap-1", className)}>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        direction="ltr"
        className="block w-full text-2xs"
      >
        {marksOf(y).map((mark) => (
          <g key={mark}>
            <line x1={BOX.left} x2={BOX.right} y1={up(mark)} y2={up(mark)} className="stroke-line" />
            <text x={BOX.left - 6} y={up(mark) + 4} textAnchor="end" className="fill-ink-3">
              {y.format(mark)}
            </text>
          </g>
        ))}
        {marksOf(x).map((mark) => (
          <text key={mark} x={across(mark)} y={BOX.bottom + 16} textAnchor="middle" className="fill-ink-3">
            {x.format(mark)}
          </text>
        ))}
        <text x={(BOX.left + BOX.right) / 2} y={BOX.bottom + 36} textAnchor="middle" className="fill-ink-2">
          {x.label}
        </text>
        {diagonal ? (
          <line
            x1={across(x.min)}
            y1={up(y.min)}
            x2={across(x.max)}
            y2={up(y.max)}
            strokeDasharray="2 4"
            className="stroke-line-strong"
          />
        ) : null}
        {drawn.map(({ name, points, tone }) => (
          <g key={name}>
            <path
              d={`M${points.map(([px, py]) => `${across(px).toFixed(1)} ${up(py).toFixed(1)}`).join("L")}`}
              fill="none"
              strokeWidth="2"
              strokeDasharray={tone === "quiet" ? "5 3" : undefined}
              className={STROKE[tone]}
            />
            {dots
              ? points.map(([px, py]) => (
                  <circle key={px} cx={across(px)} cy={up(py)} r="3" className={FILL[tone]}>
                    <title>{`${name}: ${x.format(px)}, ${y.format(py)}`}</title>
                  </circle>
                ))
              : null}
          </g>
        ))}
      </svg>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
        <span>{y.label}:</span>
        {drawn.map(({ name, tone }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <svg aria-hidden="true" width="18" height="4">
              <line
                x2="18"
                y1="2"
                y2="2"
                strokeWidth="2"
                strokeDasharray={tone === "quiet" ? "5 3" : undefined}
                className={STROKE[tone]}
              />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function marksOf({ min, max, marks }: Axis): readonly number[] {
  return marks ?? Array.from({ length: MARKS + 1 }, (_, at) => min + ((max - min) * at) / MARKS);
}
