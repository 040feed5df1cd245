import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";

type PageProps = { title: ReactNode; aside?: ReactNode; children: ReactNode; className?: string };

/** A page of the console: its name and actions on one line, its content scrolling under it. */
export function Page({ title, aside, children, className }: PageProps) {
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)]">
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-6 py-1.5 max-md:px-3">
        <h1 className="text-base font-semibold">{title}</h1>
        <div className="ms-auto flex flex-wrap items-center gap-2">{aside}</div>
      </header>
      <div data-scroll className={cx("overflow-y-auto px-6 py-4 max-md:px-3", className)}>
        {children}
      </div>
    </div>
  );
}
