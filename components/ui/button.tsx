import type { ComponentProps, ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";
import { Kbd } from "#components/ui/kbd.tsx";

const VARIANTS = {
  default: "border-line-strong bg-panel text-ink hover:bg-hover",
  primary: "border-accent bg-accent text-accent-ink hover:brightness-110",
  danger: "border-bad bg-bad-soft text-bad hover:brightness-95",
  quiet: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink",
} as const;

const SIZES = {
  md: "h-[30px] px-2.5 pointer-coarse:h-9",
  sm: "h-6 px-2 text-xs pointer-coarse:h-8",
} as const;

export type ButtonVariant = keyof typeof VARIANTS;

export function buttonClass(variant: ButtonVariant = "default", size: keyof typeof SIZES = "md"): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border whitespace-nowrap select-none",
    "disabled:opacity-50 aria-disabled:opacity-50",
    VARIANTS[variant],
    SIZES[size],
  );
}

type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: keyof typeof SIZES;
  /** The key that does the same, printed on the button. */
  hint?: ReactNode;
};

export function Button({
  variant = "default",
  size = "md",
  hint,
  className,
  children,
  type,
  ...rest
}: ButtonProps) {
  return (
    <button type={type ?? "button"} className={cx(buttonClass(variant, size), className)} {...rest}>
      {children}
      {hint ? <Kbd tone={variant === "primary" ? "onAccent" : "default"}>{hint}</Kbd> : null}
    </button>
  );
}
