import type { Mark } from "#lib/search/schema.ts";

/** An excerpt as plain text, with what was searched for marked in it. */
export function MarkedExcerpt({ text, marks }: { text: string; marks: readonly Mark[] }) {
  const parts = [];
  let at = 0;
  for (const { start, end } of marks) {
    parts.push(
      text.slice(at, start),
      <mark key={start} className="rounded-[3px] bg-accent-soft px-px text-ink">
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}
