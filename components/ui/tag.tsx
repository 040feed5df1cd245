import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";

const TONES = {
  neutral: "bg-hover text-ink-2",
  accent: "bg-accent-soft text-accent",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  hold: "bg-hold-soft text-hold",
} as const;
export type Tone = keyof typeof TONES;

type TagProps = { tone?: Tone; dot?: boolean; className?: string; title?: string; children: ReactNode };

/** State in a word; the colour and the dot only repeat it. */
export function Tag({ tone = "neutral", dot = false, className, title, children }: TagProps) {
  return (
    <span
      title={title}
      className={cx(
        "inline-flex h-5 items-center gap-1.5 rounded-full px-2 text-xs whitespace-nowrap tabular-nums",
        TONES[tone],
        className,
      )}
    >
      {dot ? <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-current" /> : null}
      {children}
    </span>
  );
}
