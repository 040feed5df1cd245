"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { ariaKeys } from "#components/keys/chord.ts";
import { useKeyLabel, useKeymap } from "#components/keys/keymap-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { Textarea } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { ClaimPrompt } from "./claim-prompt.tsx";
import { type Choice, isRestricting } from "./draft.ts";
import { PolicyChips } from "./policy-chips.tsx";
import type { Desk } from "./use-desk.ts";

type DecisionPanelProps = { desk: Desk; view: CaseView; noteRef: RefObject<HTMLTextAreaElement | null> };

/** The decision, where the eye ends. Shows what the server permits and nothing else. */
export function DecisionPanel({ desk, view, noteRef }: DecisionPanelProps) {
  const t = useTranslations("desk");
  const key = useKeyLabel();
  const keymap = useKeymap().desk;
  const { draft, missing, choices } = desk;
  const offered = choices.length > 0;
  const answering = view.permitted.includes("resolve");
  const noteWanted = draft.choice === "escalate" || answering;
  const tl = useTranslations("look");
  const calm =
    view.look?.role === "second" ? tl("secondHint") : view.blind ? t("sampleHint") : hintFor(draft.choice, t);
  const hint = missing ? t(`missing.${missing}`) : calm;
  return (
    <section aria-label={t("decision")} className="grid gap-2.5 border-t border-line bg-panel px-4 py-3">
      <ClaimPrompt desk={desk} view={view} />
      {offered ? (
        <>
          <ChoiceButtons choices={choices} chosen={draft.choice} onChoose={desk.choose} />
          {answering ? null : (
            <PolicyChips
              policies={view.policies}
              cited={draft.policyCode}
              choice={draft.choice}
              onCite={desk.cite}
            />
          )}
        </>
      ) : null}
      {offered || draft.note !== "" ? (
        <div className="relative">
          <label htmlFor="note" className="sr-only">
            {t(answering ? "reason" : "note")}
          </label>
          <Textarea
            id="note"
            ref={noteRef}
            dir="auto"
            rows={draft.note === "" && !noteWanted ? 1 : 3}
            value={draft.note}
            readOnly={!offered}
            maxLength={draft.choice === "escalate" ? 2000 : 5000}
            aria-invalid={missing === "note" || missing === "reason" || undefined}
            placeholder={t(placeholderFor(draft.choice, answering))}
            onChange={(event) => desk.write(event.currentTarget.value)}
            className="block resize-none pe-9"
          />
          {draft.note === "" ? <Kbd className="absolute end-2 top-1.5">{key("desk", "note")}</Kbd> : null}
        </div>
      ) : null}
      {offered ? (
        <div className="flex min-h-9 items-center gap-2">
          <p role="status" className={`min-w-0 flex-1 text-xs ${missing ? "text-bad" : "text-ink-3"}`}>
            {hint}
          </p>
          <Button
            variant="primary"
            hint={key("desk", "decide")}
            title={t("decideFromNote", { keys: key("desk", "decideFromNote") })}
            aria-keyshortcuts={[ariaKeys(keymap.decide), ariaKeys(keymap.decideFromNote)]
              .filter(Boolean)
              .join(" ")}
            onClick={desk.decide}
          >
            {view.look
              ? tl(view.look.role === "second" ? "answerAndNext" : "settleAndNext")
              : t(
                  answering
                    ? "resolveAndNext"
                    : draft.choice === "escalate"
                      ? "escalateAndNext"
                      : "decideAndNext",
                )}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function placeholderFor(choice: Choice | null, answering: boolean) {
  if (answering) return "reasonPlaceholder";
  return choice === "escalate" ? "noteForEscalation" : "notePlaceholder";
}

/** What the choice leads to, in a line. */
function hintFor(choice: Choice | null, t: ReturnType<typeof useTranslations<"desk">>): string {
  if (isRestricting(choice)) return t("statement");
  if (choice === "escalate" || choice === "uphold" || choice === "overturn") return t(`${choice}Hint`);
  return "";
}
