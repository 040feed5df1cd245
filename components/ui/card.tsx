import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";

export function Card({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cx("rounded-xl border border-line bg-panel", className)}>{children}</div>;
}

type SectionProps = { title: string; aside?: ReactNode; className?: string; children: ReactNode };

/** A titled group in a side panel. */
export function Section({ title, aside, className, children }: SectionProps) {
  return (
    <section className={className}>
      <div className="mb-1.5 flex items-baseline justify-between gap-2 text-2xs text-ink-3">
        <h3>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}

export function Facts({ rows }: { rows: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-[3px]">
      {rows.map((row) => (
        <div key={row.name} className="contents">
          <dt className="text-ink-2">{row.name}</dt>
          <dd className="min-w-0 text-end break-words">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
