"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useDoneWords } from "#components/review/use-done-words.ts";
import { cx } from "#components/ui/cx.ts";
import { Tag, type Tone } from "#components/ui/tag.tsx";
import type { AccountDecision } from "#lib/accounts/schema.ts";

const APPEAL_TONE = { open: "hold", upheld: "neutral", overturned: "ok" } as const satisfies Record<
  string,
  Tone
>;

/** Decisions on the author's items with the appeals against them, in one list, the newest first. */
export function AccountDecisions({ decisions }: { decisions: readonly AccountDecision[] }) {
  const t = useTranslations("account");
  const th = useTranslations("history");
  const done = useDoneWords();
  const format = useFormatter();
  if (decisions.length === 0) return <p className="text-ink-2">{t("noDecisions")}</p>;
  return (
    <ol className="grid">
      {decisions.map((decision) => (
        <li key={decision.id} className="grid gap-0.5 border-b border-line py-2 first:pt-0 last:border-b-0">
          <div className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
            <span className={cx("font-semibold", decision.reversedById && "text-ink-3 line-through")}>
              {done(decision)}
            </span>
            {decision.policyCode ? <bdi className="text-ink-2">{decision.policyCode}</bdi> : null}
            {decision.reversesId ? <Tag>{th("reversal")}</Tag> : null}
            {decision.appeal ? (
              <Tag tone={APPEAL_TONE[decision.appeal.state]}>{t(`appeal.${decision.appeal.state}`)}</Tag>
            ) : decision.reversedById ? (
              <Tag>{th("reversed")}</Tag>
            ) : null}
            {decision.strike ? (
              <Tag tone={decision.strike.takenBack ? "neutral" : "bad"}>
                {decision.strike.takenBack
                  ? th("strikeTakenBack")
                  : th("struck", {
                      date: format.dateTime(new Date(decision.strike.expiresAt), { dateStyle: "medium" }),
                    })}
              </Tag>
            ) : null}
            <time dateTime={decision.createdAt} className="ms-auto text-xs text-ink-3">
              {format.dateTime(new Date(decision.createdAt), { dateStyle: "medium" })}
            </time>
          </div>
          <p dir="auto" className="truncate text-ink-2">
            {decision.excerpt}
          </p>
          <p className="text-xs text-ink-3">
            {decision.source === "automation" ? (
              th("automatic")
            ) : (
              <bdi>{decision.actorName ?? th("someone")}</bdi>
            )}
            {decision.caseNumber === null ? null : (
              <>
                {" · "}
                <Link
                  href={`/cases/${decision.caseNumber}`}
                  prefetch={false}
                  className="text-accent hover:underline"
                >
                  {t("case", { number: decision.caseNumber })}
                </Link>
              </>
            )}
          </p>
          {decision.privateNote ? (
            <p className="text-xs break-words text-ink-2">
              <span className="text-ink-3">{th("private")}:</span> <bdi>{decision.privateNote}</bdi>
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
