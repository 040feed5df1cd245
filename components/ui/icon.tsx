import { cx } from "#components/ui/cx.ts";

const PATHS = {
  menu: "M2 4h12M2 8h12M2 12h12",
  close: "M4 4l8 8M12 4l-8 8",
  chevronDown: "M4 6l4 4 4-4",
  check: "M3 8.5l3.5 3.5L13 5",
} as const;

export function Icon({ name, className }: { name: keyof typeof PATHS; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      aria-hidden="true"
      className={cx("size-4 shrink-0", className)}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
