"use client";

import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { queueAddress } from "#components/queues/use-case-filter.ts";
import { useQueues } from "#components/shell/use-queues.ts";
import { Countdown } from "#components/time/countdown.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { isNarrow } from "#lib/review/case-filter.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { ClaimActions } from "./claim-actions.tsx";
import { DueTag } from "./due-tag.tsx";
import { severityTone } from "./severity-tone.ts";
import type { Desk } from "./use-desk.ts";

type TopBarProps = {
  desk: Desk;
  view: CaseView;
  onHandOver: () => void;
  onHold: () => void;
  onAsk: () => void;
};

/** Which case this is, how long it may take, and how long it is ours. */
export function DeskTopBar({ desk, view, onHandOver, onHold, onAsk }: TopBarProps) {
  const t = useTranslations("desk");
  const locale = useLocale();
  const format = useFormatter();
  const queue = useQueues(undefined).find(({ slug }) => slug === view.queue.slug);
  return (
    <header className="flex min-w-0 items-center gap-3 overflow-hidden border-b border-line px-4 whitespace-nowrap max-md:gap-2 max-md:px-3">
      <nav aria-label={t("breadcrumb")} className="flex min-w-0 gap-1 max-md:hidden">
        <Link href="/queues" prefetch={false} className="text-ink-2 hover:text-ink">
          {t("queues")}
        </Link>
        <span className="text-ink-3">/</span>
        <Link
          href={queueAddress(view.queue.slug, desk.filter)}
          prefetch={false}
          className="truncate font-semibold"
        >
          {view.queue.name[locale]}
        </Link>
        {isNarrow(desk.filter) ? <Tag tone="accent">{t("filtered")}</Tag> : null}
      </nav>
      <h1>
        <Tag>{t("case", { number: format.number(view.number) })}</Tag>
      </h1>
      {view.state === "open" ? (
        <DueTag dueAt={view.dueAt} soonSeconds={queue?.warningSeconds} />
      ) : (
        <Tag tone="ok">{t(`state.${view.state}`)}</Tag>
      )}
      <Tag tone={severityTone(view.severity)} className="max-lg:hidden">
        {t("severity", { severity: view.severity })}
      </Tag>
      {view.hold ? (
        <Tag tone="hold" dot title={view.hold.reason}>
          {t("onHold")}
        </Tag>
      ) : null}
      <span className="flex-1" />
      {desk.claimState === "mine" && view.claim ? (
        <span className="text-ink-2">
          <span className="max-md:sr-only">{t("yours")}</span>{" "}
          <Countdown until={view.claim.expiresAt} className="inline-block min-w-[4.5ch]" />
        </span>
      ) : null}
      <ClaimActions desk={desk} view={view} onHandOver={onHandOver} onHold={onHold} onAsk={onAsk} />
    </header>
  );
}
