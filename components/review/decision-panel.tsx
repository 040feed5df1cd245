"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { useWhereTo } from "#components/escalation/use-destination.ts";
import { ariaKeys } from "#components/keys/chord.ts";
import { useKeyLabel, useKeymap } from "#components/keys/keymap-context.tsx";
import { Button } from "#components/ui/button.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { ClaimPrompt } from "./claim-prompt.tsx";
import { DecisionMeasures } from "./decision-measures.tsx";
import { DecisionNotes } from "./decision-notes.tsx";
import { type Choice, isRestricting } from "./draft.ts";
import { PolicyChips } from "./policy-chips.tsx";
import { Recommended } from "./recommended.tsx";
import type { Desk } from "./use-desk.ts";

type NoteRef = RefObject<HTMLTextAreaElement | null>;
type DecisionPanelProps = { desk: Desk; view: CaseView; noteRef: NoteRef; privateNoteRef: NoteRef };

/** The decision, where the eye ends. Shows what the server permits and nothing else. */
export function DecisionPanel({ desk, view, noteRef, privateNoteRef }: DecisionPanelProps) {
  const t = useTranslations("desk");
  const key = useKeyLabel();
  const keymap = useKeymap().desk;
  const { draft, missing, choices } = desk;
  const offered = choices.length > 0;
  const answering = view.permitted.includes("resolve");
  const tl = useTranslations("look");
  const whereTo = useWhereTo(view);
  const calm =
    view.look?.role === "second"
      ? tl("secondHint")
      : view.blind
        ? t("sampleHint")
        : draft.choice === "escalate"
          ? whereTo
          : hintFor(draft.choice, t);
  const hint = missing ? t(`missing.${missing}`) : calm;
  return (
    <section aria-label={t("decision")} className="grid gap-2.5 border-t border-line bg-panel px-4 py-3">
      <ClaimPrompt desk={desk} view={view} />
      {offered ? (
        <>
          <ChoiceButtons choices={choices} draft={draft} onChoose={desk.choose} />
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
      {offered && !answering ? <Recommended desk={desk} view={view} /> : null}
      {offered ? <DecisionMeasures desk={desk} /> : null}
      <DecisionNotes desk={desk} answering={answering} noteRef={noteRef} privateNoteRef={privateNoteRef} />
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

/** What the choice leads to, in a line. */
function hintFor(choice: Choice | null, t: ReturnType<typeof useTranslations<"desk">>): string {
  if (isRestricting(choice)) return t("statement");
  if (choice === "uphold" || choice === "overturn") return t(`${choice}Hint`);
  return "";
}
