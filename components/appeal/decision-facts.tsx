import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AppealPage } from "#lib/appeals/index.ts";
import { Box, Quote } from "./appeal-layout.tsx";

/** Keeps the direction of a value from that of the sentence around it (FSI … PDI). */
const isolate = (text: string) => `\u2068${text}\u2069`;

/** What was decided about whose words, why, by whom and for how long (Art. 17 DSA). */
export function DecisionFacts({ page }: { page: AppealPage }) {
  const t = useTranslations("appeal");
  const format = useFormatter();
  const who =
    page.source === "automation" ? "automation" : page.detectedAutomatically ? "detected" : "person";
  return (
    <>
      {page.item.text ? <Quote label={t("item")} text={page.item.text} /> : null}
      <Box>
        {page.policy ? (
          <div>
            <Fact name={t("why")}>
              {t("whyRule", { code: isolate(page.policy.code), title: isolate(page.policy.title) })}
            </Fact>
            <details>
              <summary className="text-accent">{t("rule")}</summary>
              <p dir="auto" className="whitespace-pre-line text-ink-2">
                {page.policy.text}
              </p>
            </details>
          </div>
        ) : null}
        <Fact name={t("who")}>{t(`whoText.${who}`)}</Fact>
        <Fact name={t("when")}>
          <time dateTime={page.decidedAt}>
            {format.dateTime(new Date(page.decidedAt), { dateStyle: "long" })}
          </time>
        </Fact>
        {page.appeal?.state === "overturned" ? null : (
          <Fact name={t("where")}>
            {page.measures.map(({ action, until }, index) => (
              <span key={action}>
                {index > 0 ? ` ${t(`what.${action}`, { kind: page.item.kind })} ` : ""}
                {until === null || (action !== "limit_reach" && action !== "suspend_account")
                  ? t(`whereText.${action}`)
                  : t(`whereUntil.${action}`, {
                      date: format.dateTime(new Date(until), { dateStyle: "long", timeStyle: "short" }),
                    })}
              </span>
            ))}
            {page.strikeUntil
              ? ` ${t("strikeUntil", { date: format.dateTime(new Date(page.strikeUntil), { dateStyle: "long" }) })}`
              : ""}
          </Fact>
        )}
      </Box>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <p>
      <b className="font-semibold">{name}</b> {children}
    </p>
  );
}
