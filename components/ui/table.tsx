import type { ComponentProps, ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";

/** A dense table that scrolls inside its own box, never the page. */
export function Table({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className={cx("overflow-x-auto", className)} aria-label={label} tabIndex={0}>
      <table className="w-full border-collapse text-sm">{children}</table>
    </section>
  );
}

export function Th({ className, end = false, ...rest }: ComponentProps<"th"> & { end?: boolean }) {
  return (
    <th
      scope="col"
      className={cx(
        "h-8 border-b border-line px-2 text-xs font-normal whitespace-nowrap text-ink-3 first:ps-4 last:pe-4",
        end ? "text-end" : "text-start",
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ className, end = false, ...rest }: ComponentProps<"td"> & { end?: boolean }) {
  return (
    <td
      className={cx(
        "h-9 border-b border-line px-2 py-1 first:ps-4 last:pe-4",
        end ? "text-end tabular-nums" : "text-start",
        className,
      )}
      {...rest}
    />
  );
}
