"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Field, Textarea } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Candidate, DryRun } from "#lib/bulk/schema.ts";
import type { Action } from "#lib/policy/schema.ts";
import { type BulkAsk, bulkApi } from "./api.ts";

const ACTIONS = [
  "allow",
  "remove",
  "limit_reach",
  "warn",
  "suspend_account",
] as const satisfies readonly Action[];

const ACT = ["act1", "act2", "act3", "act4", "act5"] as const;

export type BulkPolicy = {
  code: string;
  title: { en: string; fa: string };
  allowedActions: Action[];
  oneByOne: boolean;
};

type Props = {
  chosen: readonly Candidate[];
  from: BulkAsk["chosen"];
  policies: readonly BulkPolicy[];
  policyRef: RefObject<HTMLSelectElement | null>;
  noteRef: RefObject<HTMLTextAreaElement | null>;
};

/** One decision for all that is chosen, and what it would do before it is made. */
export function BulkPanel({ chosen, from, policies, policyRef, noteRef }: Props) {
  const t = useTranslations("bulk");
  const ta = useTranslations("action");
  const locale = useLocale();
  const router = useRouter();
  const key = useKeyLabel();
  const problemText = useProblemText();
  const [opened] = useState(() => Date.now());
  const [action, setAction] = useState<Action | null>(null);
  const [policyCode, setPolicyCode] = useState("");
  const [rationale, setRationale] = useState("");
  const restricting = action !== null && action !== "allow";
  const complete = chosen.length > 0 && action !== null && (!restricting || policyCode !== "");
  const ask = (seconds: number): BulkAsk => ({
    members: chosen.map(({ itemId, case: open }) => ({ itemId, caseVersion: open?.version ?? null })),
    action: action ?? "allow",
    policyCode: restricting ? policyCode : null,
    rationale,
    chosen: from,
    seconds,
  });
  const tried = { ...ask(0), rationale: "" };
  const dry = useQuery({
    queryKey: queryKeys.dryRun(tried),
    queryFn: () => bulkApi.dryRun(tried),
    enabled: complete,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const start = useMutation({
    mutationFn: () => bulkApi.start(ask(Math.round((Date.now() - opened) / 1000))),
    onSuccess: ({ number }) => router.push(`/bulk/${number}`),
  });
  const count = complete && !dry.isError ? (dry.data?.decided ?? 0) : 0;
  const ready = complete && count > 0 && !start.isPending;
  useKeys("grid", {
    ...Object.fromEntries(ACTIONS.map((one, index) => [`act${index + 1}`, () => setAction(one)])),
    policy: () => policyRef.current?.focus(),
    note: () => noteRef.current?.focus(),
    decide: ready ? () => start.mutate() : undefined,
  });
  return (
    <section aria-label={t("panel")} className="grid content-start gap-3">
      <div role="radiogroup" aria-label={ta("label")} className="grid grid-cols-2 gap-1.5">
        {ACTIONS.map((one, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a native radio would take the digits and arrows from the grid.
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={action === one}
            aria-keyshortcuts={key("grid", ACT[index] ?? "act1")}
            onClick={() => setAction(one)}
            className={cx(
              "flex h-[34px] items-center justify-between gap-1.5 rounded-md border px-2.5 text-start text-xs whitespace-nowrap",
              action === one
                ? one === "allow"
                  ? "border-ok bg-ok-soft text-ok"
                  : "border-bad bg-bad-soft text-bad"
                : "border-line-strong bg-panel hover:bg-hover",
            )}
          >
            {ta(one)}
            <Kbd>{key("grid", ACT[index] ?? "act1")}</Kbd>
          </button>
        ))}
      </div>
      <Field label={t("policy")}>
        {(control) => (
          <span className="relative">
            <Select
              {...control}
              ref={policyRef}
              value={policyCode}
              disabled={!restricting}
              aria-keyshortcuts={key("grid", "policy")}
              onChange={(event) => setPolicyCode(event.currentTarget.value)}
            >
              <option value="">{t("choosePolicy")}</option>
              {policies.map(({ code, title, allowedActions, oneByOne }) => {
                const permits = action !== null && allowedActions.includes(action);
                return (
                  <option key={code} value={code} disabled={oneByOne || !permits}>
                    {`${code} ${title[locale]}${oneByOne ? ` (${t("oneByOne")})` : permits ? "" : ` (${t("notAllowed")})`}`}
                  </option>
                );
              })}
            </Select>
          </span>
        )}
      </Field>
      <Field label={t("note")}>
        {(control) => (
          <Textarea
            {...control}
            ref={noteRef}
            dir="auto"
            rows={3}
            maxLength={5000}
            value={rationale}
            aria-keyshortcuts={key("grid", "note")}
            onChange={(event) => setRationale(event.currentTarget.value)}
          />
        )}
      </Field>
      <DryRunReport
        complete={complete}
        result={complete && !dry.isError ? dry.data : undefined}
        trouble={
          complete && dry.isError ? problemText(dry.error) : start.isError ? problemText(start.error) : null
        }
      />
      <Button
        variant="primary"
        hint={key("grid", "decide")}
        aria-keyshortcuts="Control+Enter"
        disabled={!ready}
        onClick={() => start.mutate()}
      >
        {t("decide", { count })}
      </Button>
    </section>
  );
}

type ReportProps = { complete: boolean; result: DryRun | undefined; trouble: string | null };

function DryRunReport({ complete, result, trouble }: ReportProps) {
  const t = useTranslations("bulk");
  const format = useFormatter();
  return (
    <div role="status" className="grid gap-1 rounded-lg bg-sunk px-3 py-2 text-xs text-ink-2">
      {trouble ? (
        <p className="text-bad">{trouble}</p>
      ) : complete && result ? (
        <>
          <h3 className="text-2xs text-ink-3">{t("dryRun")}</h3>
          <p className="text-sm text-ink">{t("wouldDecide", { count: result.decided })}</p>
          {Object.entries(result.skipped).map(([reason, count]) => (
            <p key={reason}>
              {t("wouldSkip", {
                count: count ?? 0,
                reason: t(`reason.${reason as keyof DryRun["skipped"]}`),
              })}
            </p>
          ))}
          <span className="sr-only">{format.number(result.total)}</span>
        </>
      ) : (
        <p>{t(complete ? "checking" : "nothing")}</p>
      )}
    </div>
  );
}
