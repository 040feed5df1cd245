"use client";

import { useTranslations } from "next-intl";
import { ariaKeys, printedKey } from "#components/keys/chord.ts";
import type { Binding } from "#components/keys/keymap.ts";
import { useKeymap } from "#components/keys/keymap-context.tsx";
import { useCommandKeyName } from "#components/shell/use-command-key-name.ts";
import { cx } from "#components/ui/cx.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { type Choice, type Draft, isChosen, isRestricting } from "./draft.ts";

function chosenClass(choice: Choice): string {
  if (choice === "allow" || choice === "overturn")
    return "border-ok bg-ok-soft text-ok ring-1 ring-ok ring-inset";
  if (choice === "escalate") return "border-hold bg-hold-soft text-hold ring-1 ring-hold ring-inset";
  return isRestricting(choice) || choice === "uphold"
    ? "border-bad bg-bad-soft text-bad ring-1 ring-bad ring-inset"
    : "";
}

type ChoiceButtonsProps = {
  choices: readonly Choice[];
  draft: Draft;
  onChoose: (choice: Choice) => void;
};

/** What may be done, one key each; restrictions add up. Pressing with a pointer leaves the focus, and so Enter and Space, to the desk. */
export function ChoiceButtons({ choices, draft, onChoose }: ChoiceButtonsProps) {
  const t = useTranslations("action");
  const { desk, appeal } = useKeymap();
  const commandKey = useCommandKeyName();
  const bindings: Record<Choice, Binding> = { ...desk, ...appeal };
  return (
    <fieldset aria-label={t("label")} className="grid grid-cols-2 gap-1.5 max-md:grid-cols-3">
      {choices.map((choice) => (
        // biome-ignore lint/a11y/useSemanticElements: a native box would take Enter and the letters from the desk.
        <button
          key={choice}
          type="button"
          role="checkbox"
          aria-checked={isChosen(draft, choice)}
          aria-keyshortcuts={ariaKeys(bindings[choice])}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
          className={cx(
            "flex h-[34px] items-center justify-between gap-2 rounded-md border px-2.5 text-start max-md:px-2 max-md:text-xs max-md:leading-tight pointer-coarse:h-9",
            isChosen(draft, choice) ? chosenClass(choice) : "border-line-strong bg-panel hover:bg-hover",
          )}
        >
          {t(choice)}
          <Kbd>{printedKey(bindings[choice], commandKey)}</Kbd>
        </button>
      ))}
    </fieldset>
  );
}
