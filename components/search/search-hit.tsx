"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { isVeiled, useCare } from "#components/care/care-context.tsx";
import { severityTone } from "#components/review/severity-tone.ts";
import { useWords } from "#components/review/use-words.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Tag, type Tone } from "#components/ui/tag.tsx";
import type { SearchHit as Hit } from "#lib/search/schema.ts";
import { searchHref } from "./address.ts";
import { MarkedExcerpt } from "./marked-excerpt.tsx";

const STATE_TONE: Record<Hit["state"], Tone> = {
  pending: "neutral",
  allowed: "ok",
  actioned: "bad",
  in_review: "warn",
};

/** One item that was found: its words, where it stands, and the ways on from here. */
export function SearchHit({ hit }: { hit: Hit }) {
  const t = useTranslations("search");
  const words = useWords();
  const format = useFormatter();
  const veiled = isVeiled(hit.severity, useCare().inForce);
  const [open, setOpen] = useState(false);
  const hidden = veiled && !open;
  return (
    <li className="grid gap-1 border-b border-line px-4 py-2.5 last:border-b-0 hover:bg-hover has-focus-visible:bg-hover">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
        <Tag tone={STATE_TONE[hit.state]} dot>
          {t(`state.${hit.state}`)}
        </Tag>
        {hit.similarity === null ? null : (
          <Tag tone="accent">
            {t("similarity", { value: format.number(hit.similarity, { style: "percent" }) })}
          </Tag>
        )}
        {hit.case ? (
          <Link
            data-row
            href={`/cases/${hit.case.number}`}
            prefetch={false}
            className="rounded-[4px] text-ink-2 underline-offset-2 hover:underline"
          >
            {t("case", { number: hit.case.number })} · {t(`caseState.${hit.case.state}`)}
          </Link>
        ) : null}
        <bdi className="truncate font-mono">{hit.externalId}</bdi>
        <span>{words.kind(hit.kind)}</span>
        {hit.language ? <span>{words.language(hit.language)}</span> : null}
        {hit.surface ? <bdi>{hit.surface}</bdi> : null}
        {hit.mediaCount > 0 ? <span>{t("media", { count: hit.mediaCount })}</span> : null}
        <RelativeTime at={hit.receivedAt} className="ms-auto" />
      </div>
      <div className="relative">
        <p
          dir="auto"
          lang={hit.language ?? undefined}
          aria-hidden={hidden}
          className={cx("max-w-[90ch] break-words", hidden && "veiled")}
        >
          {hit.excerpt ? <MarkedExcerpt text={hit.excerpt} marks={hit.marks} /> : "—"}
        </p>
        {hidden ? <span className="sr-only">{t("veiled")}</span> : null}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
        {hit.accountExternalId ? (
          <span>
            {t("by")}{" "}
            <Link
              href={searchHref({ account: hit.accountExternalId })}
              prefetch={false}
              className="text-ink-2 underline-offset-2 hover:underline"
            >
              <bdi>{hit.accountExternalId}</bdi>
            </Link>
          </span>
        ) : (
          <span>{t("unknownAuthor")}</span>
        )}
        {hit.decision ? (
          <span>
            {words.done(hit.decision.action)}
            {hit.decision.policyCode ? (
              <>
                {" · "}
                <bdi>{hit.decision.policyCode}</bdi>
              </>
            ) : null}
          </span>
        ) : null}
        {hit.severity > 1 ? <Tag tone={severityTone(hit.severity)}>{format.number(hit.severity)}</Tag> : null}
        <span className="ms-auto flex items-center gap-1.5">
          {veiled ? (
            <Button size="sm" variant="quiet" onClick={() => setOpen(!open)}>
              {t(open ? "hide" : "show")}
            </Button>
          ) : null}
          <Link
            href={searchHref({ similar: hit.id })}
            prefetch={false}
            className="rounded-[4px] text-accent underline-offset-2 hover:underline"
          >
            {t("similar")}
          </Link>
        </span>
      </div>
    </li>
  );
}
