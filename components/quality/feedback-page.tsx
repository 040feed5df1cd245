"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Feedback, Verdict } from "#lib/quality/schema.ts";
import { SessionsTable } from "./sessions-table.tsx";
import { ShareText } from "./share-text.tsx";
import { VerdictText } from "./verdict-text.tsx";

/** What a person can learn from their own work; nobody else is compared with. */
export function FeedbackPage({ feedback }: { feedback: Feedback }) {
  const t = useTranslations("feedback");
  const { accuracy, practice, looks, sessions } = feedback;
  if (practice.length + looks.length + sessions.length === 0)
    return (
      <Page title={t("title")}>
        <EmptyState title={t("emptyTitle")}>{t("emptyDetail")}</EmptyState>
      </Page>
    );
  return (
    <Page title={t("title")}>
      <div className="mx-auto grid max-w-4xl gap-6">
        {sessions.length > 0 ? (
          <Part title={t("sessions")}>
            <SessionsTable sessions={sessions} />
          </Part>
        ) : null}
        {looks.length > 0 ? (
          <Part title={t("looks")} detail={t("looksDetail")}>
            {looks.map((look) => (
              <Entry
                key={`${look.caseNumber} ${look.at}`}
                excerpt={look.excerpt}
                at={look.at}
                fits={look.fits}
                word={t(look.fits ? "confirmed" : look.changed ? "changed" : "otherwise")}
                given={look.given}
                expected={look.settled}
                expectedLabel={t("settledAs")}
                why={look.rationale}
              />
            ))}
          </Part>
        ) : null}
        {practice.length > 0 ? (
          <Part
            title={t("practice")}
            detail={
              accuracy ? (
                <>
                  {t("accuracy")} <ShareText estimate={accuracy} />
                </>
              ) : undefined
            }
          >
            {practice.map((one) => (
              <Entry
                key={one.caseNumber}
                excerpt={one.excerpt}
                at={one.at}
                fits={one.fits}
                word={t(one.fits ? "asExpected" : "otherThanExpected")}
                given={one.given}
                expected={one.expected}
                expectedLabel={t("expected")}
                why={one.explanation}
              />
            ))}
          </Part>
        ) : null}
        <p className="text-xs text-ink-3">{t("who")}</p>
      </div>
    </Page>
  );
}

function Part({ title, detail, children }: { title: string; detail?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-2">
      <h2 className="font-semibold">{title}</h2>
      {detail ? <p className="text-ink-2">{detail}</p> : null}
      {children}
    </section>
  );
}

type EntryProps = {
  excerpt: string;
  at: string;
  fits: boolean;
  word: string;
  given: Verdict;
  expected: Verdict;
  expectedLabel: string;
  why: string;
};

function Entry({ excerpt, at, fits, word, given, expected, expectedLabel, why }: EntryProps) {
  const t = useTranslations("feedback");
  return (
    <Card className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Tag tone={fits ? "ok" : "hold"} dot>
          {word}
        </Tag>
        <RelativeTime at={at} className="ms-auto text-xs text-ink-3" />
      </div>
      <p dir="auto" className="break-words">
        {excerpt}
      </p>
      <p className="text-ink-2">
        {t("yours")} <VerdictText verdict={given} />
        {fits ? null : (
          <>
            {" · "}
            {expectedLabel} <VerdictText verdict={expected} />
          </>
        )}
      </p>
      {why ? (
        <p dir="auto" className="border-s-2 border-line-strong ps-2.5 break-words whitespace-pre-wrap">
          {why}
        </p>
      ) : null}
    </Card>
  );
}
