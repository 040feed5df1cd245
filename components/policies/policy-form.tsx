"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWords } from "#components/review/use-words.ts";
import { Card } from "#components/ui/card.tsx";
import { Checkbox, Field, Input, Textarea } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { DSA_CATEGORIES, DSA_LEGAL_GROUNDS } from "#lib/policy/dsa.ts";
import type { PolicyContent } from "#lib/policy/policy-content.ts";
import { ACTIONS } from "#lib/policy/schema.ts";
import { readable, togetherWord } from "./policy-words.ts";
import { ExamplesField, TranslationFields } from "./text-fields.tsx";
import { ThresholdFields } from "./threshold-fields.tsx";
import type { FieldErrors } from "./use-field-errors.ts";

export type PolicyFormProps = {
  content: PolicyContent;
  errors: FieldErrors;
  queues: readonly { slug: string; name: string }[];
  signals: readonly string[];
  onChange: (change: Partial<PolicyContent>) => void;
};

/** Everything that a version of a policy says, field by field. */
export function PolicyForm({ content, errors, queues, signals, onChange }: PolicyFormProps) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Part title={t("words")}>
        <Field label={tp("name")} error={errors("title")}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              value={content.title}
              onChange={(event) => onChange({ title: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={tp("text")} hint={t("textHint")} error={errors("text")}>
          {(control) => (
            <Textarea
              {...control}
              rows={9}
              dir="auto"
              value={content.text}
              onChange={(event) => onChange({ text: event.currentTarget.value })}
            />
          )}
        </Field>
        <div className="grid gap-4 md:grid-cols-2">
          {(["notAllowed", "allowed"] as const).map((kind) => (
            <ExamplesField
              key={kind}
              kind={kind}
              examples={content.examples[kind]}
              errors={errors}
              onChange={(list) => onChange({ examples: { ...content.examples, [kind]: list } })}
            />
          ))}
        </div>
      </Part>
      <Part title={t("lines")}>
        <Lines content={content} errors={errors} queues={queues} signals={signals} onChange={onChange} />
      </Part>
      <Part title={t("law")}>
        <Law content={content} onChange={onChange} />
      </Part>
      <Part title={t("translations")}>
        <TranslationFields
          translations={content.translations}
          errors={errors}
          onChange={(translations) => onChange({ translations })}
        />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-3 px-[18px] py-4">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </Card>
  );
}

function Lines({ content, errors, queues, signals, onChange }: PolicyFormProps) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  const ta = useTranslations("action");
  const words = useWords();
  const listed = signals.includes(content.signal) ? signals : [...signals, content.signal];
  const restricting = ACTIONS.filter((action) => action !== "allow");
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label={tp("severity")}>
          {(control) => (
            <Select
              {...control}
              value={content.severity}
              onChange={(event) => onChange({ severity: Number(event.currentTarget.value) })}
            >
              {[1, 2, 3, 4, 5].map((severity) => (
                <option key={severity} value={severity}>
                  {t(`severity.${severity as 1}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={tp("signal")}>
          {(control) => (
            <Select
              {...control}
              value={content.signal}
              onChange={(event) => onChange({ signal: event.currentTarget.value })}
            >
              {listed.map((signal) => (
                <option key={signal} value={signal}>
                  {words.signal(signal)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={tp("queue")} error={errors("queueSlug")}>
          {(control) => (
            <Select
              {...control}
              value={content.queueSlug}
              onChange={(event) => onChange({ queueSlug: event.currentTarget.value })}
            >
              <option value="" />
              {queues.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <ThresholdFields
        thresholds={content.thresholds}
        errors={errors}
        onChange={(thresholds) => onChange({ thresholds })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <fieldset className="grid content-start gap-1">
          <legend className="mb-1 text-ink-2">{tp("actions")}</legend>
          {ACTIONS.map((action) => (
            <Checkbox
              key={action}
              label={ta(action)}
              checked={content.allowedActions.includes(action)}
              onChange={(event) =>
                onChange({
                  allowedActions: ACTIONS.filter((one) =>
                    one === action ? event.currentTarget.checked : content.allowedActions.includes(one),
                  ),
                })
              }
            />
          ))}
          {errors("allowedActions") ? <p className="text-xs text-bad">{errors("allowedActions")}</p> : null}
        </fieldset>
        <Field label={tp("automaticAction")} error={errors("automaticAction")} className="content-start">
          {(control) => (
            <Select
              {...control}
              value={content.automaticAction ?? ""}
              onChange={(event) =>
                onChange({
                  automaticAction: restricting.find((action) => action === event.currentTarget.value) ?? null,
                })
              }
            >
              <option value="">{tp("never")}</option>
              {restricting.map((action) => (
                <option key={action} value={action}>
                  {ta(action)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Together content={content} onChange={onChange} />
      </div>
    </>
  );
}

/** Whether the policy's cases may be decided many at once. */
function Together({ content, onChange }: Pick<PolicyFormProps, "content" | "onChange">) {
  const tp = useTranslations("policies");
  return (
    <Field label={tp("bulk.label")}>
      {(control) => (
        <Select
          {...control}
          value={String(content.oneByOne)}
          onChange={({ currentTarget: { value } }) =>
            onChange({ oneByOne: value === "null" ? null : value === "true" })
          }
        >
          {[null, true, false].map((oneByOne) => (
            <option key={String(oneByOne)} value={String(oneByOne)}>
              {tp(`bulk.${togetherWord(oneByOne)}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Law({ content, onChange }: Pick<PolicyFormProps, "content" | "onChange">) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={tp("legalGround")}>
        {(control) => (
          <Select
            {...control}
            value={content.legalGround ?? ""}
            onChange={(event) =>
              onChange({
                legalGround: DSA_LEGAL_GROUNDS.find((one) => one === event.currentTarget.value) ?? null,
              })
            }
          >
            <option value="">{t("none")}</option>
            {DSA_LEGAL_GROUNDS.map((ground) => (
              <option key={ground} value={ground}>
                {t(`ground.${ground}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={tp("dsaCategory")}>
        {(control) => (
          <Select
            {...control}
            dir="ltr"
            value={content.dsaCategory ?? ""}
            onChange={(event) =>
              onChange({
                dsaCategory: DSA_CATEGORIES.find((one) => one === event.currentTarget.value) ?? null,
              })
            }
          >
            <option value="">{t("none")}</option>
            {DSA_CATEGORIES.map((category) => (
              <option key={category} value={category}>
                {readable(category)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
