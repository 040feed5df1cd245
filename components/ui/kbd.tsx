import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";

type KbdProps = { children: ReactNode; tone?: "default" | "onAccent"; className?: string };

/** A key as printed on the thing it does. Hidden where there is no keyboard to press. */
export function Kbd({ children, tone = "default", className }: KbdProps) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus; the key is told by aria-keyshortcuts and the overlay.
    <kbd
      dir="ltr"
      aria-hidden="true"
      className={cx(
        "inline-block shrink-0 rounded-[4px] border border-b-2 px-1 font-mono text-2xs leading-4 pointer-coarse:hidden",
        tone === "onAccent" ? "border-current/40 text-current" : "border-line-strong bg-panel text-ink-2",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
