import { useFormatter } from "next-intl";

/** A moment in full, in the reader's time zone. */
export function Moment({ at, className }: { at: string; className?: string }) {
  const format = useFormatter();
  return (
    <time dateTime={at} className={className}>
      {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
    </time>
  );
}
