import { useFormatter, useTranslations } from "next-intl";
import type { AppealPage, FormProblem, AppealView as View } from "#lib/appeals/index.ts";
import { AppealForm } from "./appeal-form.tsx";
import { Box, Heading, Quote } from "./appeal-layout.tsx";
import { DecisionFacts } from "./decision-facts.tsx";
import { NextSteps } from "./next-steps.tsx";

export type FieldProblem = Exclude<FormProblem, "link">;
type AppealViewProps = {
  view: View;
  token: string;
  problem: FieldProblem | null;
  /** The appeal was sent a moment ago. */
  sent: boolean;
  appealDays: number;
};

/** The appeal page in each of its states. */
export function AppealView({ view, token, problem, sent, appealDays }: AppealViewProps) {
  const t = useTranslations("appeal");
  if ("problem" in view) {
    const state = view.problem === "expired" ? "expired" : "broken";
    return (
      <>
        <Heading>{t(state)}</Heading>
        <p>{state === "expired" ? t("expiredDetail", { days: appealDays }) : t("brokenDetail")}</p>
      </>
    );
  }
  return (
    <>
      {view.appeal ? (
        <Filed page={view} appeal={view.appeal} sent={sent} />
      ) : view.reversed ? (
        <>
          <Heading>{t("reversed")}</Heading>
          <p>{t("reversedDetail")}</p>
        </>
      ) : (
        <>
          <Heading>
            {t(`what.${view.action}`, { kind: view.item.kind })} {t("canAppeal")}
          </Heading>
          <DecisionFacts page={view} />
          <AppealForm token={token} draft={view.draft} problem={problem} />
          <NextSteps page={view} />
        </>
      )}
      <Reference page={view} />
    </>
  );
}

type FiledProps = { page: AppealPage; appeal: NonNullable<AppealPage["appeal"]>; sent: boolean };

function Filed({ page, appeal, sent }: FiledProps) {
  const t = useTranslations("appeal");
  const open = appeal.state === "open";
  return (
    <>
      <Heading>{t(appeal.state === "open" ? (sent ? "received" : "already") : appeal.state)}</Heading>
      <p role="status">{open ? t("alreadyDetail") : t(`${appeal.state as "upheld" | "overturned"}Detail`)}</p>
      {appeal.resolution ? (
        <Box title={t("reason")}>
          <p dir="auto" className="break-words whitespace-pre-wrap">
            {appeal.resolution}
          </p>
        </Box>
      ) : null}
      {open ? <NextSteps page={page} /> : null}
      <section className="grid gap-1.5">
        <h2 className="font-semibold">{t("yourWords")}</h2>
        <Quote label={t("yourWords")} text={appeal.statement} />
      </section>
      <section className="grid gap-[18px]">
        <h2 className="font-semibold">{t(`what.${page.action}`, { kind: page.item.kind })}</h2>
        <DecisionFacts page={page} />
      </section>
      {appeal.state === "upheld" ? <p className="text-ink-2">{t("court")}</p> : null}
    </>
  );
}

/** What to name when asking about this decision, and how long the link is good. */
function Reference({ page }: { page: AppealPage }) {
  const t = useTranslations("appeal");
  const format = useFormatter();
  return (
    <footer className="flex flex-wrap gap-x-4 text-sm text-ink-3">
      <span>
        {t("reference")} <bdi className="font-mono text-xs">{page.decisionId}</bdi>
      </span>
      <span>
        {t("validUntil")}{" "}
        <time dateTime={page.deadline}>
          {format.dateTime(new Date(page.deadline), { dateStyle: "long" })}
        </time>
      </span>
    </footer>
  );
}
