const BAR = 4;
const GAP = 2;
const HEIGHT = 14;

/** A few bars, oldest first; the empty hour keeps a foot so that it is seen to be an hour. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const top = Math.max(1, ...values);
  const width = values.length * (BAR + GAP) - GAP;
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={HEIGHT}
      className="shrink-0 fill-ink-3 rtl:-scale-x-100"
    >
      {values.map((value, index) => {
        const height = Math.max(1, Math.round((value / top) * HEIGHT));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in the row.
            key={index}
            x={index * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            rx="1"
          />
        );
      })}
    </svg>
  );
}
