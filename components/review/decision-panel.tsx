"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { useCommandKeyName } from "#components/shell/use-command-key-name.ts";
import { Button } from "#components/ui/button.tsx";
import { Textarea } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { ClaimPrompt } from "./claim-prompt.tsx";
import { isRestricting } from "./draft.ts";
import { PolicyChips } from "./policy-chips.tsx";
import type { Desk } from "./use-desk.ts";

type DecisionPanelProps = { desk: Desk; view: CaseView; noteRef: RefObject<HTMLTextAreaElement | null> };

/** The decision, where the eye ends. Shows what the server permits and nothing else. */
export function DecisionPanel({ desk, view, noteRef }: DecisionPanelProps) {
  const t = useTranslations("desk");
  const commandKey = useCommandKeyName();
  const { draft, missing, choices } = desk;
  const offered = choices.length > 0;
  const noteWanted = draft.choice === "escalate";
  const hint = missing
    ? t(`missing.${missing}`)
    : view.blind
      ? t("sampleHint")
      : isRestricting(draft.choice)
        ? t("statement")
        : draft.choice === "escalate"
          ? t("escalateHint")
          : "";
  return (
    <section aria-label={t("decision")} className="grid gap-2.5 border-t border-line bg-panel px-4 py-3">
      <ClaimPrompt desk={desk} view={view} />
      {offered ? (
        <>
          <ChoiceButtons choices={choices} chosen={draft.choice} onChoose={desk.choose} />
          <PolicyChips
            policies={view.policies}
            cited={draft.policyCode}
            choice={draft.choice}
            onCite={desk.cite}
          />
        </>
      ) : null}
      {offered || draft.note !== "" ? (
        <div className="relative">
          <label htmlFor="note" className="sr-only">
            {t("note")}
          </label>
          <Textarea
            id="note"
            ref={noteRef}
            dir="auto"
            rows={draft.note === "" && !noteWanted ? 1 : 3}
            value={draft.note}
            readOnly={!offered}
            maxLength={noteWanted ? 2000 : 5000}
            aria-invalid={missing === "note" || undefined}
            placeholder={noteWanted ? t("noteForEscalation") : t("notePlaceholder")}
            onChange={(event) => desk.write(event.currentTarget.value)}
            className="block resize-none pe-9"
          />
          {draft.note === "" ? <Kbd className="absolute end-2 top-1.5">N</Kbd> : null}
        </div>
      ) : null}
      {offered ? (
        <div className="flex min-h-9 items-center gap-2">
          <p role="status" className={`min-w-0 flex-1 text-xs ${missing ? "text-bad" : "text-ink-3"}`}>
            {hint}
          </p>
          <Button
            variant="primary"
            hint="↵"
            title={t("decideFromNote", { keys: `${commandKey} ↵` })}
            aria-keyshortcuts="Enter Control+Enter"
            onClick={desk.decide}
          >
            {draft.choice === "escalate" ? t("escalateAndNext") : t("decideAndNext")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
