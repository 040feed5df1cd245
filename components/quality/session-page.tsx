"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { queryKeys } from "#components/review/query-keys.ts";
import { useArea, useChange } from "#components/settings/use-area.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { SessionView } from "#lib/quality/schema.ts";
import type { QualityChoices } from "./choices.ts";
import { SessionItem } from "./session-item.tsx";
import { SessionResults } from "./session-results.tsx";

/** A calibration session: each for themselves first, then everybody's answers side by side. */
export function SessionPage({ initial, choices }: { initial: SessionView; choices: QualityChoices }) {
  const t = useTranslations("session");
  const area = `quality/sessions/${initial.number}`;
  const session = useArea(area, initial);
  const change = useChange(area);
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: queryKeys.area(area) });
  const open = session.state === "open";
  return (
    <Page
      title={<bdi>{session.title}</bdi>}
      aside={
        <>
          <Tag tone={open ? "accent" : "neutral"}>{t(`states.${session.state}`)}</Tag>
          {open && session.mayManage ? (
            <Button
              disabled={change.isPending}
              onClick={() => change.mutate({ path: `${area}/close`, method: "POST", body: {} })}
            >
              {t("close")}
            </Button>
          ) : null}
          {open ? null : (
            <a href={`/api/console/${area}/answers.jsonl`} download className={buttonClass("default", "md")}>
              {t("export")}
            </a>
          )}
        </>
      }
    >
      <div className="mx-auto grid max-w-5xl gap-5">
        <Progress session={session} />
        {session.results ? (
          <SessionResults session={session} results={session.results} area={area} choices={choices} />
        ) : session.next ? (
          <SessionItem
            key={session.next.position}
            area={area}
            session={session}
            next={session.next}
            onAnswered={again}
          />
        ) : (
          <EmptyState title={t(session.invited ? "doneTitle" : "watchTitle")}>
            {t(session.invited ? "doneDetail" : "watchDetail")}
          </EmptyState>
        )}
      </div>
    </Page>
  );
}

function Progress({ session }: { session: SessionView }) {
  const t = useTranslations("session");
  const format = useFormatter();
  return (
    <div className="grid gap-1.5">
      <p className="text-ink-2">{t(session.state === "open" ? "rules" : "closedDetail")}</p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-3">
        {session.people.map(({ name, answered }) => (
          <li key={name}>
            <bdi>{name}</bdi> {format.number(answered)}/{format.number(session.items)}
          </li>
        ))}
      </ul>
    </div>
  );
}
