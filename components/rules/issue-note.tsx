import { cx } from "#components/ui/cx.ts";
import type { Shown } from "./use-issues.ts";

/** What is wrong or doubtful at a field. */
export function IssueNote({ id, issue }: { id?: string; issue: Shown | undefined }) {
  if (!issue) return null;
  return (
    <p id={id} className={cx("text-xs", issue.level === "error" ? "text-bad" : "text-warn")}>
      {issue.text}
    </p>
  );
}
