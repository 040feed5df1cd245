"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { POLICY_COMMANDS } from "#components/keys/keymap.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { ChoiceButtons } from "#components/review/choice-buttons.tsx";
import {
  type Choice,
  choicesFor,
  choose,
  cite,
  type Draft,
  EMPTY_DRAFT,
  missingFrom,
} from "#components/review/draft.ts";
import { ItemCard } from "#components/review/item-card.tsx";
import { lookAnswerFrom } from "#components/review/look-answer.ts";
import { PolicyCard } from "#components/review/policy-card.tsx";
import { PolicyChips } from "#components/review/policy-chips.tsx";
import { useMarks } from "#components/review/use-marks.ts";
import { useVeil } from "#components/review/use-veil.ts";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Textarea } from "#components/ui/field.tsx";
import type { SessionView } from "#lib/quality/schema.ts";

type Props = {
  area: string;
  session: SessionView;
  next: NonNullable<SessionView["next"]>;
  onAnswered: () => void;
};

/** One item of the session and this reader's answer. Begins anew with each item. */
export function SessionItem({ area, session, next, onAnswered }: Props) {
  const t = useTranslations("session");
  const td = useTranslations("desk");
  const format = useFormatter();
  const save = useChange(area);
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const [asked, setAsked] = useState(false);
  const [marksOn, setMarksOn] = useState(false);
  const { view, position } = next;
  const veil = useVeil(
    view.severity,
    view.item.media.some(({ frames }) => frames.length > 0),
    () => setDraft((now) => ({ ...now, reveals: now.reveals + 1 })),
  );
  const [edits, setEdits] = useState(false);
  const marks = useMarks(view, marksOn, setMarksOn, veil.shown);
  const choices = choicesFor({ ...view, permitted: ["look"] });
  const cited = view.policies.find(({ code }) => code === draft.policyCode) ?? view.policies[0];
  const missing = asked ? missingFrom(draft) : null;
  const take = (choice: Choice) => setDraft(choose(draft, choice, view.policies));
  const citeAt = (index: number) => {
    const policy = view.policies[index];
    if (policy) setDraft(cite(draft, policy));
  };
  function submit() {
    const answer = lookAnswerFrom(draft, 1);
    setAsked(true);
    if (!answer || save.isPending) return;
    const { action, policyCode, rationale } = answer;
    save.mutate(
      { path: `${area}/answers`, method: "POST", body: { position, action, policyCode, rationale } },
      { onSettled: onAnswered },
    );
  }
  const chosen = (choice: Choice) => (choices.includes(choice) ? () => take(choice) : undefined);
  useKeys(
    "desk",
    {
      allow: chosen("allow"),
      remove: chosen("remove"),
      limit_reach: chosen("limit_reach"),
      warn: chosen("warn"),
      suspend_account: chosen("suspend_account"),
      ...Object.fromEntries(
        POLICY_COMMANDS.map((command, index) => [
          command,
          view.policies[index] ? () => citeAt(index) : undefined,
        ]),
      ),
      note: () => noteRef.current?.focus(),
      decide: submit,
      decideFromNote: submit,
      leaveField: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
      reveal: veil.holdable ? () => veil.hold("grey") : undefined,
      revealFull: veil.holdable ? () => veil.hold("full") : undefined,
      marks: marks.toggle,
    },
    { reveal: veil.letGo, revealFull: veil.letGo },
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_340px] items-start gap-4 max-lg:grid-cols-[minmax(0,1fr)]">
      <ItemCard view={view} veil={veil} marks={marks} panels={{ edits, setEdits }} />
      <div className="grid gap-3">
        <PolicyCard policy={cited} />
        <Card className="grid gap-2.5 p-3">
          <h2 className="text-2xs text-ink-3">
            {t("itemOf", { position: format.number(position), items: format.number(session.items) })}
          </h2>
          <ChoiceButtons choices={choices} draft={draft} onChoose={take} />
          <PolicyChips
            policies={view.policies}
            cited={draft.policyCode}
            choice={draft.choice}
            onCite={citeAt}
          />
          <label htmlFor="session-note" className="sr-only">
            {t("why")}
          </label>
          <Textarea
            id="session-note"
            ref={noteRef}
            dir="auto"
            rows={2}
            maxLength={5000}
            placeholder={t("why")}
            value={draft.note}
            onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
          />
          <div className="flex items-center gap-2">
            <p role="status" className="min-w-0 flex-1 text-xs text-bad">
              {missing ? td(`missing.${missing}`) : ""}
            </p>
            <Button variant="primary" hint="↵" disabled={save.isPending} onClick={submit}>
              {t("answerAndNext")}
            </Button>
          </div>
        </Card>
      </div>
    </div>
  );
}
