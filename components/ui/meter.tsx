import { cx } from "#components/ui/cx.ts";

type MeterProps = {
  /** In [0, 1]. */
  value: number;
  /** Where the bar starts to mean something: drawn as ticks. */
  marks?: readonly number[];
  tone?: "neutral" | "bad" | "warn" | "accent";
  label: string;
  className?: string;
};

const FILL = { neutral: "fill-ink-3", bad: "fill-bad", warn: "fill-warn", accent: "fill-accent" } as const;
const percent = (share: number) => `${Math.min(1, Math.max(0, share)) * 100}%`;

/** A bar drawn with SVG attributes, since our content security policy allows no inline styles. */
export function Meter({ value, marks = [], tone = "neutral", label, className }: MeterProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      className={cx("h-3 w-full overflow-visible rtl:-scale-x-100", className)}
    >
      <rect y="3" width="100%" height="6" rx="3" className="fill-hover" />
      {value > 0 ? <rect y="3" width={percent(value)} height="6" rx="3" className={FILL[tone]} /> : null}
      {marks.map((mark) => (
        <rect
          key={mark}
          x={percent(mark)}
          width="2"
          height="12"
          rx="1"
          className="-translate-x-px fill-ink"
        />
      ))}
    </svg>
  );
}
