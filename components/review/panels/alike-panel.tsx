"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Tag, type Tone } from "#components/ui/tag.tsx";
import { WordDiff } from "#components/ui/word-diff.tsx";
import type { AlikeItem } from "#lib/known-content/alike-schema.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { DeskPicture } from "../desk-picture.tsx";
import { useAlike } from "../use-alike.ts";
import { useDoneWords } from "../use-done-words.ts";
import type { PanelProps } from "./panel.ts";

const TONE: Record<AlikeItem["outcome"], Tone> = {
  suspend_account: "bad",
  remove: "bad",
  limit_reach: "warn",
  warn: "warn",
  allow: "ok",
  allowed_on_appeal: "ok",
  passed: "neutral",
  waiting: "hold",
};

/** Items like this one, each with what was decided on it; one of them beside this one, word by word. */
export function AlikePanel({ view, shown, close }: PanelProps) {
  const t = useTranslations("alike");
  const { data } = useAlike(view);
  const [chosen, setChosen] = useState<string | null>(null);
  const items = data?.items ?? [];
  const compared = items.find(({ externalId }) => externalId === chosen) ?? items[0];
  return (
    <Dialog open onOpenChange={close} title={t("title")} description={t("how")} wide>
      {compared ? <Comparison view={view} other={compared} shown={shown} /> : <p>{t("none")}</p>}
      <ol className="mt-3 grid" aria-label={t("list")}>
        {items.map((item) => (
          <Row
            key={item.externalId}
            item={item}
            shown={shown}
            compared={item === compared}
            onCompare={() => setChosen(item.externalId)}
          />
        ))}
      </ol>
    </Dialog>
  );
}

type ComparisonProps = { view: CaseView; other: AlikeItem; shown: boolean };

function Comparison({ view, other, shown }: ComparisonProps) {
  const t = useTranslations("alike");
  const { item } = view;
  const words = cx("break-words whitespace-pre-wrap", !shown && "veiled");
  const side = (title: string, content: ReactNode) => (
    <section className="grid content-start gap-1 rounded-lg border border-line px-3 py-2.5">
      <h3 className="text-2xs text-ink-3">{title}</h3>
      <div aria-hidden={!shown}>{content}</div>
    </section>
  );
  return (
    <div className="grid gap-2.5 sm:grid-cols-2">
      {side(
        t("this"),
        <>
          <WordDiff
            side="after"
            before={other.text}
            after={item.text}
            language={item.language}
            className={words}
          />
          <Picture id={item.media.flatMap(({ frames }) => frames)[0]?.id ?? null} />
        </>,
      )}
      {side(
        t("that"),
        <>
          <WordDiff
            side="before"
            before={other.text}
            after={item.text}
            language={other.language}
            className={words}
          />
          <Picture id={other.pictureId} />
        </>,
      )}
    </div>
  );
}

/** As on the desk before anybody asks for more: blurred and grey. */
function Picture({ id }: { id: string | null }) {
  const t = useTranslations("alike");
  if (id === null) return null;
  return (
    <div className="mt-1.5 overflow-hidden rounded-md bg-hover">
      <DeskPicture id={id} alt={t("picture")} view="hidden" className="max-h-32" />
    </div>
  );
}

type RowProps = { item: AlikeItem; shown: boolean; compared: boolean; onCompare: () => void };

function Row({ item, shown, compared, onCompare }: RowProps) {
  const t = useTranslations("alike");
  const ta = useTranslations("account");
  const done = useDoneWords();
  const format = useFormatter();
  return (
    <li className="grid gap-0.5 border-b border-line py-2 last:border-b-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
        <Tag tone={TONE[item.outcome]}>{t(`outcome.${item.outcome}`)}</Tag>
        {item.decision && item.decision.measures.length > 0 ? <span>{done(item.decision)}</span> : null}
        {item.decision?.policyCode ? <bdi>{item.decision.policyCode}</bdi> : null}
        <span>
          {item.near.similarity === 1
            ? t(`same.${item.near.kind}`)
            : t(`near.${item.near.kind}`, {
                share: format.number(item.near.similarity, { style: "percent", maximumFractionDigits: 0 }),
              })}
        </span>
        <span>
          <bdi>{item.accountExternalId ?? "—"}</bdi> · <RelativeTime at={item.receivedAt} />
        </span>
        <span className="ms-auto flex items-center gap-2">
          {item.caseNumber === null ? null : (
            <Link
              href={`/cases/${item.caseNumber}`}
              prefetch={false}
              target="_blank"
              className="text-accent hover:underline"
            >
              {ta("case", { number: item.caseNumber })}
            </Link>
          )}
          <Button size="sm" aria-pressed={compared} onClick={onCompare}>
            {t("compare")}
          </Button>
        </span>
      </p>
      <p
        dir="auto"
        lang={item.language ?? undefined}
        aria-hidden={!shown}
        className={cx("line-clamp-2 break-words", !shown && "veiled")}
      >
        {item.text || ta("noText")}
      </p>
    </li>
  );
}
