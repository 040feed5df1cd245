"use client";

import { useLocale, useTranslations } from "next-intl";
import { POLICY_COMMANDS } from "#components/keys/keymap.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { cx } from "#components/ui/cx.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import type { PolicyView } from "#lib/review/schema.ts";
import { type Choice, isRestricting } from "./draft.ts";

function chipTone(cited: boolean, permits: boolean): string {
  if (cited) return "bg-bad-soft text-bad ring-1 ring-bad ring-inset";
  return permits
    ? "bg-hover text-ink-2 hover:text-ink"
    : "text-ink-3 ring-1 ring-line ring-inset hover:text-ink";
}

type PolicyChipsProps = {
  policies: readonly PolicyView[];
  cited: string | null;
  choice: Choice | null;
  onCite: (index: number) => void;
};

/** The likeliest policies show their titles; the rest go by their codes, so that all fit. */
const TITLED = 3;

/** The policies a decision may stand on; the number is the key. Those that forbid the chosen action are dimmed. */
export function PolicyChips({ policies, cited, choice, onCite }: PolicyChipsProps) {
  const t = useTranslations("policy");
  const locale = useLocale();
  const key = useKeyLabel();
  return (
    <div
      role="radiogroup"
      aria-label={t("cite")}
      className="relative flex max-h-[84px] flex-wrap gap-1.5 overflow-auto p-px max-md:flex-nowrap"
    >
      {policies.map((policy, index) => {
        const command = POLICY_COMMANDS[index];
        const titled = index < TITLED || policy.code === cited;
        const on = policy.code === cited && choice !== "allow";
        const permits = !isRestricting(choice) || policy.allowedActions.includes(choice);
        return (
          // biome-ignore lint/a11y/useSemanticElements: a native radio would take the digits from the desk.
          <button
            key={policy.code}
            type="button"
            role="radio"
            aria-checked={on}
            title={policy.title[locale]}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onCite(index)}
            className={cx(
              "inline-flex h-6 max-w-[164px] max-md:shrink-0 items-center gap-1.5 rounded-full ps-2.5 pe-1 text-xs pointer-coarse:h-8 pointer-coarse:pe-2.5",
              chipTone(on, permits),
            )}
          >
            <span className="truncate">
              <bdi>{policy.code}</bdi>{" "}
              <span className={titled ? undefined : "sr-only"}>{policy.title[locale]}</span>
            </span>
            <PolicyKey label={command ? key("desk", command) : ""} />
          </button>
        );
      })}
    </div>
  );
}

/** Nothing is printed where no key cites it. */
const PolicyKey = ({ label }: { label: string }) => (label ? <Kbd>{label}</Kbd> : null);
