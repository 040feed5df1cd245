import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

type LabelButtonProps = {
  name: string;
  hint?: string;
  /** The key that sets it, as printed. */
  hotkey: string;
  on: boolean;
  onToggle: () => void;
};

/** A label and its key. Pressing with a pointer leaves the focus, and so Enter and Space, to the page. */
export function LabelButton({ name, hint, hotkey, on, onToggle }: LabelButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-keyshortcuts={hotkey || undefined}
      title={hint || undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onToggle}
      className={cx(
        "flex min-h-10 items-center gap-2 rounded-lg border px-3 py-1.5 text-start",
        on
          ? "border-accent bg-accent-soft font-semibold text-accent ring-1 ring-accent ring-inset"
          : "border-line-strong bg-panel hover:bg-hover",
      )}
    >
      <span className="min-w-0 flex-1 break-words">
        <bdi>{name}</bdi>
      </span>
      {on ? <Icon name="check" /> : null}
      {hotkey ? <Kbd>{hotkey}</Kbd> : null}
    </button>
  );
}
