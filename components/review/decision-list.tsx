"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Section } from "#components/ui/card.tsx";
import { cx } from "#components/ui/cx.ts";
import type { DecisionView } from "#lib/review/schema.ts";
import { useDoneWords } from "./use-done-words.ts";

const DOT: Partial<Record<DecisionView["action"], string>> = {
  remove: "bg-bad",
  suspend_account: "bg-bad",
  limit_reach: "bg-warn",
  allow: "bg-ok",
};

type DecisionListProps = { title: string; decisions: readonly DecisionView[]; empty?: string };

/** Decisions, newest first: what was done, under which policy, by whom. */
export function DecisionList({ title, decisions, empty }: DecisionListProps) {
  const t = useTranslations("history");
  const done = useDoneWords();
  const format = useFormatter();
  if (decisions.length === 0 && !empty) return null;
  return (
    <Section title={title}>
      {decisions.length === 0 ? <p className="text-ink-2">{empty}</p> : null}
      <ol className="grid gap-1.5">
        {decisions.map((decision) => (
          <li key={decision.id} className="grid grid-cols-[14px_1fr_auto] items-baseline gap-x-2">
            <span
              aria-hidden="true"
              className={cx(
                "size-[7px] self-center justify-self-center rounded-full",
                decision.reversedById ? "bg-line-strong" : (DOT[decision.action] ?? "bg-ink-3"),
              )}
            />
            <span className={cx(decision.reversedById && "text-ink-3 line-through")}>
              {done(decision)}
              {decision.policyCode ? (
                <>
                  {" · "}
                  <bdi>{decision.policyCode}</bdi>
                </>
              ) : null}
            </span>
            <time dateTime={decision.createdAt} className="text-ink-3">
              {format.dateTime(new Date(decision.createdAt), { day: "numeric", month: "short" })}
            </time>
            <span className="col-start-2 text-xs text-ink-3">
              {decision.source === "automation" ? (
                t("automatic")
              ) : (
                <bdi>{decision.actorName ?? t("someone")}</bdi>
              )}
              {decision.reversedById ? ` · ${t("reversed")}` : ""}
              {decision.reversesId ? ` · ${t("reversal")}` : ""}
              {decision.strike
                ? ` · ${
                    decision.strike.takenBack
                      ? t("strikeTakenBack")
                      : t("struck", {
                          date: format.dateTime(new Date(decision.strike.expiresAt), { dateStyle: "medium" }),
                        })
                  }`
                : ""}
            </span>
            <Words label={t("toAuthor")} text={decision.rationale} />
            <Words label={t("private")} text={decision.privateNote} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What somebody wrote with a decision, and for whom. */
function Words({ label, text }: { label: string; text: string }) {
  if (text === "") return null;
  return (
    <p className="col-span-2 col-start-2 text-xs break-words text-ink-2">
      <span className="text-ink-3">{label}:</span> <bdi>{text}</bdi>
    </p>
  );
}
