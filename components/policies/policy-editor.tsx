"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { PolicyHistory } from "#lib/policy/list-policies.ts";
import { ConflictNotice } from "./conflict-notice.tsx";
import { ImpactPanel } from "./impact-panel.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { PolicyTrail } from "./policy-trail.tsx";
import { contentOf, EMPTY_CONTENT, inForce, openVersion } from "./policy-words.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { usePolicyDraft } from "./use-policy-draft.ts";
import { VersionDiff } from "./version-diff.tsx";

type Props = {
  policy: PolicyHistory;
  queues: readonly { slug: string; name: string }[];
  signals: readonly string[];
};

/** One draft from its first word to its publication: the form, what it changes, and what it would have done. */
export function PolicyEditor({ policy, queues, signals }: Props) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policy");
  const router = useRouter();
  const problemText = useProblemText();
  const open = openVersion(policy);
  const current = inForce(policy);
  const initial = { content: open ? contentOf(open) : EMPTY_CONTENT, note: open?.note ?? "" };
  const draft = usePolicyDraft(
    policy.code,
    initial,
    { version: open?.version ?? 0, revision: open?.revision ?? 0 },
    () => router.refresh(),
  );
  const errors = useFieldErrors(draft.issues, draft.save.error, "content.");
  const inReview = open?.state === "in_review";
  const [view, setView] = useState<"form" | "changes">(inReview ? "changes" : "form");
  const busy = draft.save.isPending || draft.move.isPending;
  const maySave = !inReview && draft.dirty && draft.valid && !busy && !draft.conflict;
  useKeys("editor", { save: maySave ? draft.saveNow : undefined });
  const move = (to: "in_review" | "draft" | "discarded" | "published", note = "") =>
    draft.move.mutate(
      { to, note },
      {
        onSuccess: () => {
          if (to === "published" || to === "discarded") router.push(`/policies/${policy.code}`);
          setView(to === "in_review" ? "changes" : "form");
          showToast({ tone: "ok", text: t(`done.${to}`) });
        },
        onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
      },
    );
  if (!open) return null;
  return (
    <Page
      title={
        <span className="flex items-center gap-2">
          {policy.code}{" "}
          <span className="font-normal text-ink-2">{tp("version", { version: open.version })}</span>
          <Tag tone={inReview ? "warn" : "neutral"}>{t(`state.${open.state}`)}</Tag>
        </span>
      }
      aside={
        <>
          <div role="tablist" aria-label={t("view")} className="flex gap-1">
            {(["form", "changes"] as const).map((tab) => (
              <Button
                key={tab}
                role="tab"
                aria-selected={view === tab}
                variant={view === tab ? "default" : "quiet"}
                onClick={() => setView(tab)}
              >
                {t(`tab.${tab}`)}
              </Button>
            ))}
          </div>
          {inReview ? null : (
            <Button variant={maySave ? "primary" : "default"} disabled={!maySave} onClick={draft.saveNow}>
              {draft.dirty ? t("save") : t("saved")}
            </Button>
          )}
        </>
      }
    >
      <div className="grid max-w-[1320px] grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_400px]">
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
          {draft.restored && !draft.conflict ? (
            <p role="status" className="rounded-lg bg-warn-soft px-3 py-2 text-warn">
              {t("restored")}
            </p>
          ) : null}
          {draft.conflict ? (
            <ConflictNotice
              conflict={draft.conflict}
              mine={draft.work.content}
              busy={busy}
              onOver={draft.saveOver}
              onTheirs={draft.takeTheirs}
            />
          ) : draft.save.isError ? (
            <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-bad">
              {problemText(draft.save.error)}
            </p>
          ) : null}
          {view === "form" ? (
            <fieldset disabled={inReview} className="min-w-0">
              <PolicyForm
                content={draft.work.content}
                errors={errors}
                queues={queues}
                signals={signals}
                onChange={draft.change}
              />
            </fieldset>
          ) : (
            <Card className="px-[18px] py-4">
              <h2 className="mb-3 font-semibold">
                {current ? t("changesTo", { version: current.version }) : t("changesToNothing")}
              </h2>
              <VersionDiff before={current ? contentOf(current) : EMPTY_CONTENT} after={draft.work.content} />
            </Card>
          )}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 self-start lg:sticky lg:top-0">
          <Card className="grid gap-3 px-[18px] py-4">
            <Field label={t("note")} hint={t("noteHint")}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={3}
                  dir="auto"
                  disabled={inReview}
                  value={draft.work.note}
                  onChange={(event) => draft.setNote(event.currentTarget.value)}
                />
              )}
            </Field>
            {inReview ? (
              <ReviewActions publishing={policy.publishing} busy={busy} onMove={move} />
            ) : (
              <div className="flex flex-wrap gap-2">
                <Button
                  variant="primary"
                  disabled={draft.dirty || !draft.valid || busy}
                  onClick={() => move("in_review")}
                >
                  {t("handIn")}
                </Button>
                <Button variant="danger" disabled={busy} onClick={() => move("discarded")}>
                  {t("discard")}
                </Button>
                {draft.dirty ? <p className="basis-full text-xs text-ink-3">{t("saveFirst")}</p> : null}
              </div>
            )}
          </Card>
          <ImpactPanel code={policy.code} content={draft.work.content} valid={draft.valid} />
          <PolicyTrail trail={policy.trail.slice(0, 8)} />
        </div>
      </div>
    </Page>
  );
}

type ReviewProps = {
  publishing: PolicyHistory["publishing"];
  busy: boolean;
  onMove: (to: "draft" | "published", note?: string) => void;
};

function ReviewActions({ publishing, busy, onMove }: ReviewProps) {
  const t = useTranslations("policyEdit");
  const [note, setNote] = useState("");
  return (
    <div className="grid gap-3">
      {publishing === "four_eyes" ? (
        <p className="rounded-lg bg-hover px-3 py-2 text-ink-2">{t("fourEyes")}</p>
      ) : null}
      <Button variant="primary" disabled={busy || publishing !== "yes"} onClick={() => onMove("published")}>
        {t("publish")}
      </Button>
      <Field label={t("sendBackNote")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            dir="auto"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button disabled={busy} onClick={() => onMove("draft", note)}>
        {t("sendBack")}
      </Button>
    </div>
  );
}
