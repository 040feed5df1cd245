import type { ComponentProps } from "react";
import { cx } from "#components/ui/cx.ts";

/** A native choice: it opens and types ahead as the reader's system does. */
export function Select({
  className,
  fit = false,
  ...rest
}: ComponentProps<"select"> & {
  /** As wide as its longest choice; else as wide as its place. */
  fit?: boolean;
}) {
  return (
    <select
      className={cx(
        fit ? "max-w-full" : "w-full",
        "h-8 min-w-0 rounded-md border border-line-field bg-panel px-2 text-ink aria-invalid:border-bad disabled:opacity-60 pointer-coarse:h-10",
        className,
      )}
      {...rest}
    />
  );
}
