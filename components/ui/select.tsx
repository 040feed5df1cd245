import type { ComponentProps } from "react";
import { cx } from "#components/ui/cx.ts";

/** A native choice: it opens and types ahead as the reader's system does. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <select
      className={cx(
        "h-8 w-full min-w-0 rounded-md border border-line-field bg-panel px-2 text-ink aria-invalid:border-bad disabled:opacity-60 pointer-coarse:h-10",
        className,
      )}
      {...rest}
    />
  );
}
