"use client";

import { useTranslations } from "next-intl";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { PolicyTrail } from "#components/policies/policy-trail.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox, Field, Input, Textarea } from "#components/ui/field.tsx";
import { Page } from "#components/ui/page.tsx";
import type { RuleContent } from "#lib/policy/rule.ts";
import type { RuleDetail } from "#lib/rules/list-rules.ts";
import { ActionEditor, newAction } from "./action-editor.tsx";
import { ConditionEditor } from "./condition-editor.tsx";
import { DryRunPanel } from "./dry-run-panel.tsx";
import { IssueNote } from "./issue-note.tsx";
import { RuleStateTag } from "./rule-state-tag.tsx";
import { RuleVersions } from "./rule-versions.tsx";
import type { Choices } from "./rule-words.ts";
import { toGroups } from "./to-groups.ts";
import { useIssues } from "./use-issues.ts";
import { useRuleDraft } from "./use-rule-draft.ts";

const NEW_RULE: RuleContent = {
  name: "",
  condition: { all: [{ fact: "signal.toxic", operator: "gte", value: 0.5 }] },
  actions: [{ kind: "review", queueSlug: "" }],
  stop: false,
};

/** One rule: when it hits, what follows, what that would change, and which version is in force. */
export function RuleEditor({ rule, choices }: { rule: RuleDetail | null; choices: Choices }) {
  const t = useTranslations("rules");
  const te = useTranslations("policyEdit");
  const problemText = useProblemText();
  const newest = rule?.versions[0]?.content;
  const initial = newest ? { ...newest, condition: toGroups(newest.condition) } : NEW_RULE;
  const draft = useRuleDraft(rule, initial);
  const { content, note } = draft.work;
  const issues = useIssues(content, choices, draft.save.error);
  const set = (part: Partial<RuleContent>) => draft.setContent({ ...content, ...part });
  const maySave = (draft.dirty || !rule) && issues.errors === 0 && !draft.save.isPending;
  useKeys("editor", { save: maySave ? draft.saveNow : undefined });
  const named = issues.at("name");
  return (
    <Page
      title={
        <span className="flex items-center gap-2">
          <bdi>{rule ? (newest?.name ?? "") : t("newTitle")}</bdi>
          {rule ? <RuleStateTag rule={rule} /> : null}
        </span>
      }
      aside={
        <>
          {issues.errors > 0 ? (
            <span className="text-xs text-bad">{t("errors", { count: issues.errors })}</span>
          ) : null}
          <Button variant={maySave ? "primary" : "default"} disabled={!maySave} onClick={draft.saveNow}>
            {rule
              ? draft.dirty
                ? t("saveVersion", { version: (rule.versions[0]?.version ?? 0) + 1 })
                : te("saved")
              : t("create")}
          </Button>
        </>
      }
    >
      <div className="grid max-w-[1320px] grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,1fr)_420px]">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
          {draft.restored && !draft.conflict ? (
            <p role="status" className="rounded-lg bg-warn-soft px-3 py-2 text-warn">
              {te("restored")}
            </p>
          ) : null}
          {draft.conflict ? (
            <div role="alert" className="grid gap-2 rounded-lg border border-warn bg-warn-soft px-3 py-2.5">
              <p className="font-semibold text-warn">
                {t("conflict.title", { name: draft.conflict.by ?? te("conflict.somebody") })}
              </p>
              <p>{t("conflict.detail")}</p>
              <div>
                <Button onClick={draft.saveAfterTheirs}>{t("conflict.over")}</Button>
              </div>
            </div>
          ) : draft.save.isError && !named ? (
            <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-bad">
              {problemText(draft.save.error)}
            </p>
          ) : null}
          <Card className="grid grid-cols-[minmax(0,1fr)] gap-3 px-[18px] py-4">
            <Field label={t("name")} error={named?.text}>
              {(control) => (
                <Input
                  {...control}
                  dir="auto"
                  value={content.name}
                  onChange={(event) => set({ name: event.currentTarget.value })}
                />
              )}
            </Field>
            <h2 className="font-semibold">{t("when")}</h2>
            <ConditionEditor
              node={content.condition}
              path="condition"
              choices={choices}
              issues={issues}
              onChange={(condition) => set({ condition })}
            />
            <IssueNote
              issue={issues.at("condition")?.level === "error" ? issues.at("condition") : undefined}
            />
            <h2 className="font-semibold">{t("then")}</h2>
            {content.actions.map((action, index) => (
              <ActionEditor
                // biome-ignore lint/suspicious/noArrayIndexKey: an action keeps its place while it is changed.
                key={index}
                action={action}
                path={`actions.${index}`}
                choices={choices}
                issues={issues}
                onChange={(changed) => set({ actions: content.actions.with(index, changed) })}
                onRemove={() => set({ actions: content.actions.filter((_, other) => other !== index) })}
              />
            ))}
            <IssueNote issue={issues.at("actions")} />
            <div className="flex flex-wrap items-center gap-4">
              <Button size="sm" onClick={() => set({ actions: [...content.actions, newAction("tag")] })}>
                {t("addAction")}
              </Button>
              <Checkbox
                label={t("stop")}
                checked={content.stop}
                onChange={(event) => set({ stop: event.currentTarget.checked })}
              />
            </div>
            <Field label={te("note")}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={2}
                  dir="auto"
                  value={note}
                  onChange={(event) => draft.setNote(event.currentTarget.value)}
                />
              )}
            </Field>
          </Card>
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
          <DryRunPanel
            ruleId={rule?.id ?? null}
            content={content}
            choices={choices}
            valid={issues.errors === 0}
          />
          {rule ? (
            <RuleVersions
              rule={rule}
              revision={draft.revision}
              dirty={draft.dirty}
              choices={choices}
              onMoved={draft.moved}
            />
          ) : null}
          {rule ? <PolicyTrail trail={rule.trail.slice(0, 12)} /> : null}
        </div>
      </div>
    </Page>
  );
}
