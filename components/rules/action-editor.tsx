"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { RULE_ACTION_KINDS, type RuleAction } from "#lib/policy/rule.ts";
import { IssueNote } from "./issue-note.tsx";
import type { Choices } from "./rule-words.ts";
import type { Issues } from "./use-issues.ts";

/** An action of a kind, with nothing chosen that could be wrong. */
export function newAction(kind: RuleAction["kind"]): RuleAction {
  switch (kind) {
    case "review":
      return { kind, queueSlug: "" };
    case "sample":
      return { kind, queueSlug: "", rate: 0.1 };
    case "tag":
      return { kind, tag: "" };
    case "priority":
      return { kind, severity: 3 };
    case "act":
      return { kind, policyCode: "", action: "remove" };
    case "hold-automatic":
      return { kind };
    case "second-look":
      return { kind, rate: 0.1 };
  }
}

type Props = {
  action: RuleAction;
  path: string;
  choices: Choices;
  issues: Issues;
  onChange: (action: RuleAction) => void;
  onRemove: () => void;
};

/** One thing that the rule does. */
export function ActionEditor({ action, path, choices, issues, onChange, onRemove }: Props) {
  const t = useTranslations("rules");
  const fields = ["queueSlug", "policyCode", "action", "tag", "rate", "severity"];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1 rounded-lg border border-line p-2">
      <div className="flex flex-wrap items-center gap-1.5">
        <Select
          fit
          aria-label={t("does.label")}
          value={action.kind}
          onChange={(event) =>
            onChange(
              newAction(RULE_ACTION_KINDS.find((kind) => kind === event.currentTarget.value) ?? "review"),
            )
          }
        >
          {RULE_ACTION_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </Select>
        <Details action={action} choices={choices} onChange={onChange} />
        <Button
          variant="quiet"
          size="sm"
          className="ms-auto"
          aria-label={`${t("takeOut")}: ${t(`kind.${action.kind}`)}`}
          onClick={onRemove}
        >
          {t("takeOut")}
        </Button>
      </div>
      {fields.map((field) => (
        <IssueNote key={field} issue={issues.at(`${path}.${field}`)} />
      ))}
    </div>
  );
}

function Details({ action, choices, onChange }: Pick<Props, "action" | "choices" | "onChange">): ReactNode {
  const t = useTranslations("rules");
  const ta = useTranslations("action");
  const queue = (chosen: string, set: (slug: string) => void) => (
    <Select
      fit
      className="max-w-56"
      aria-label={t("queue")}
      value={chosen}
      onChange={(event) => set(event.currentTarget.value)}
    >
      <option value="">{t("chooseQueue")}</option>
      {choices.queues.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </Select>
  );
  const policy = (chosen: string, empty: string, set: (code: string) => void) => (
    <Select
      fit
      className="max-w-64"
      aria-label={t("policy")}
      value={chosen}
      onChange={(event) => set(event.currentTarget.value)}
    >
      <option value="">{empty}</option>
      {choices.policies.map(({ code, title }) => (
        <option key={code} value={code}>
          {code} {title}
        </option>
      ))}
    </Select>
  );
  switch (action.kind) {
    case "review":
      return (
        <>
          {queue(action.queueSlug, (queueSlug) => onChange({ ...action, queueSlug }))}
          {policy(action.policyCode ?? "", t("noPolicy"), (policyCode) => {
            const { policyCode: _was, ...rest } = action;
            onChange(policyCode ? { ...rest, policyCode } : rest);
          })}
        </>
      );
    case "sample":
      return (
        <>
          <Percent rate={action.rate} onChange={(rate) => onChange({ ...action, rate })} />
          {queue(action.queueSlug, (queueSlug) => onChange({ ...action, queueSlug }))}
        </>
      );
    case "tag":
      return (
        <Input
          className="w-48"
          dir="auto"
          aria-label={t("tag")}
          placeholder={t("tag")}
          value={action.tag}
          onChange={(event) => onChange({ ...action, tag: event.currentTarget.value })}
        />
      );
    case "priority":
      return (
        <Select
          fit
          aria-label={t("severity")}
          value={action.severity}
          onChange={(event) => onChange({ ...action, severity: Number(event.currentTarget.value) })}
        >
          {[1, 2, 3, 4, 5].map((severity) => (
            <option key={severity} value={severity}>
              {t("severityOf", { severity })}
            </option>
          ))}
        </Select>
      );
    case "act": {
      const known = choices.policies.find(({ code }) => code === action.policyCode);
      const allowed = (known?.allowedActions ?? ["remove", "limit_reach", "warn", "suspend_account"]).filter(
        (one) => one !== "allow",
      );
      return (
        <>
          {policy(action.policyCode, t("choosePolicy"), (policyCode) => onChange({ ...action, policyCode }))}
          <Select
            fit
            aria-label={t("action")}
            value={action.action}
            onChange={(event) => {
              const chosen = allowed.find((one) => one === event.currentTarget.value);
              if (chosen) onChange({ ...action, action: chosen });
            }}
          >
            {[...new Set([...allowed, action.action])].map((one) => (
              <option key={one} value={one}>
                {ta(one)}
              </option>
            ))}
          </Select>
        </>
      );
    }
    case "second-look":
      return <Percent rate={action.rate} onChange={(rate) => onChange({ ...action, rate })} />;
    case "hold-automatic":
      return null;
  }
}

function Percent({ rate, onChange }: { rate: number; onChange: (rate: number) => void }) {
  const t = useTranslations("rules");
  return (
    <>
      <Input
        className="w-24"
        type="number"
        min={0.1}
        max={100}
        step={0.1}
        dir="ltr"
        aria-label={t("percent")}
        value={Math.round(rate * 1e6) / 1e4}
        onChange={(event) => {
          const percent = event.currentTarget.valueAsNumber;
          onChange(Number.isFinite(percent) ? percent / 100 : 0);
        }}
      />
      <span>%</span>
    </>
  );
}
