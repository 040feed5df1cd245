import { cx } from "#components/ui/cx.ts";

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cx("skeleton h-4", className)} />;
}

/** Rows of a table that is on its way. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  return (
    <div className="grid gap-px">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-9 items-center gap-4 px-4">
          <Skeleton className="w-24" />
          <Skeleton className="flex-1" />
          <Skeleton className="w-16" />
        </div>
      ))}
    </div>
  );
}
