"use client";

import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Countdown } from "#components/time/countdown.tsx";
import { Button } from "#components/ui/button.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { DueTag } from "./due-tag.tsx";
import type { Desk } from "./use-desk.ts";
import { severityTone } from "./use-words.ts";

type TopBarProps = { desk: Desk; view: CaseView; onHandOver: () => void };

export function DeskTopBar({ desk, view, onHandOver }: TopBarProps) {
  const t = useTranslations("desk");
  const locale = useLocale();
  const format = useFormatter();
  const mine = desk.claimState === "mine";
  return (
    <header className="flex min-w-0 items-center gap-3 overflow-x-auto border-b border-line px-4 whitespace-nowrap">
      <nav aria-label={t("breadcrumb")} className="flex min-w-0 gap-1 max-md:hidden">
        <Link href="/queues" prefetch={false} className="text-ink-2 hover:text-ink">
          {t("queues")}
        </Link>
        <span className="text-ink-3">/</span>
        <Link href={`/queues/${view.queue.slug}`} prefetch={false} className="truncate font-semibold">
          {view.queue.name[locale]}
        </Link>
      </nav>
      <h1>
        <Tag>{t("case", { number: format.number(view.number) })}</Tag>
      </h1>
      {view.state === "open" ? (
        <DueTag dueAt={view.dueAt} />
      ) : (
        <Tag tone="ok">{t(`state.${view.state}`)}</Tag>
      )}
      <Tag tone={severityTone(view.severity)} className="max-lg:hidden">
        {t("severity", { severity: view.severity })}
      </Tag>
      <span className="flex-1" />
      {mine && view.claim ? (
        <span className="text-ink-2">
          {t("yours")}{" "}
          <Countdown until={view.claim.expiresAt} className="inline-block min-w-[4.5ch] text-start" />
        </span>
      ) : null}
      {mine && view.permitted.includes("extend") ? (
        <Button hint="X" disabled={desk.claims.busy} onClick={desk.claims.extend}>
          {t("extend")}
        </Button>
      ) : null}
      {mine && view.permitted.includes("release") ? (
        <Button hint="S" className="max-md:hidden" onClick={desk.claims.skip}>
          {t("skip")}
        </Button>
      ) : null}
      {mine && view.permitted.includes("hand_over") ? (
        <Button hint="H" onClick={onHandOver}>
          {t("handOver.button")}
        </Button>
      ) : null}
    </header>
  );
}
