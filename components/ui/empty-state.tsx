import type { ReactNode } from "react";

type StateProps = { title: string; children?: ReactNode; action?: ReactNode };

/** Nothing here, said plainly, with the next thing to do. */
export function EmptyState({ title, children, action }: StateProps) {
  return (
    <div className="grid content-start justify-items-center gap-2 px-6 py-16 text-center">
      <h2 className="text-base font-semibold">{title}</h2>
      {children ? <div className="max-w-md text-ink-2">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
