"use client";

import type { ComponentProps, ReactNode } from "react";
import { useId } from "react";
import { cx } from "#components/ui/cx.ts";

const CONTROL =
  "w-full rounded-md border border-line-field bg-panel px-2.5 text-ink placeholder:text-ink-3 aria-invalid:border-bad disabled:opacity-60";

type Described = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean | undefined };
type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  children: (control: Described) => ReactNode;
};

/** A label, its control, its hint and its error, tied together for assistive technology. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cx("grid gap-1", className)}>
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-xs text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input className={cx(CONTROL, "h-8 pointer-coarse:h-10 pointer-coarse:text-lg", className)} {...rest} />
  );
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cx(CONTROL, "py-1.5 pointer-coarse:text-lg", className)} {...rest} />;
}

export function Checkbox({ label, className, ...rest }: ComponentProps<"input"> & { label: ReactNode }) {
  return (
    <label className={cx("flex items-start gap-2", className)}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...rest} />
      <span>{label}</span>
    </label>
  );
}
