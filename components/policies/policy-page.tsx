import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Examples } from "#components/review/examples.tsx";
import { severityTone } from "#components/review/severity-tone.ts";
import { Moment } from "#components/time/moment.tsx";
import { Card, Facts } from "#components/ui/card.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { PolicyDetail } from "#lib/policy/list-policies.ts";
import { LanguageThresholds } from "./language-thresholds.tsx";
import { StateTag } from "./policy-history-page.tsx";
import { inForce, type PolicyVersion, readable, togetherWord, wordsOf } from "./policy-words.ts";

/** One policy: what it says, where it draws its lines, and what it said before. */
export function PolicyPage({ policy, shown }: { policy: PolicyDetail; shown: PolicyVersion }) {
  const t = useTranslations("policies");
  const tp = useTranslations("policy");
  const te = useTranslations("policyEdit");
  const locale = useLocale();
  const words = wordsOf(shown, locale);
  return (
    <div className="grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
        {policy.retiredAt ? (
          <p className="rounded-lg bg-warn-soft px-3 py-2 text-warn">{te("retiredNotice")}</p>
        ) : null}
        <Card className="px-[18px] py-4">
          <h2 className="sr-only">{t("text")}</h2>
          <p className="max-w-[68ch] text-base whitespace-pre-line">{words.text}</p>
        </Card>
        <Card className="px-[18px] py-4">
          <h2 className="font-semibold">{t("examples")}</h2>
          <div className="grid gap-x-6 md:grid-cols-2">
            <Examples title={tp("notAllowed")} edge="border-bad" examples={shown.examples.notAllowed} />
            <Examples title={tp("allowed")} edge="border-ok" examples={shown.examples.allowed} />
          </div>
        </Card>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
        <PolicyFacts version={shown} />
        <Card className="px-[18px] py-4">
          <h2 className="mb-2 font-semibold">{t("versions")}</h2>
          <ol className="grid gap-1.5">
            {policy.versions.map((version) => (
              <li key={version.version} className="flex items-center gap-2">
                <a
                  href={`/policies/${policy.code}?version=${version.version}`}
                  aria-current={version.version === shown.version ? "true" : undefined}
                  className="text-accent hover:underline aria-[current]:font-semibold"
                >
                  {tp("version", { version: version.version })}
                </a>
                <StateTag version={version} current={version === inForce(policy)} />
                {version.publishedAt ? (
                  <Moment at={version.publishedAt} className="ms-auto text-ink-3" />
                ) : null}
              </li>
            ))}
          </ol>
        </Card>
      </div>
    </div>
  );
}

function PolicyFacts({ version }: { version: PolicyVersion }) {
  const t = useTranslations("policies");
  const ta = useTranslations("action");
  const format = useFormatter();
  const { review, automatic } = version.thresholds;
  const probability = (value: number) =>
    format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const marks = automatic === null ? [review] : [review, automatic];
  const told = `${t("review")} ${probability(review)}, ${t("automatic")} ${automatic === null ? t("never") : probability(automatic)}`;
  return (
    <Card className="grid gap-3 px-[18px] py-4">
      <Facts
        rows={[
          {
            name: t("severity"),
            value: <Tag tone={severityTone(version.severity)}>{format.number(version.severity)}</Tag>,
          },
          { name: t("signal"), value: version.signal },
          { name: t("review"), value: probability(review) },
          { name: t("automatic"), value: automatic === null ? t("never") : probability(automatic) },
        ]}
      />
      <Meter value={0} marks={marks} label={told} />
      <LanguageThresholds version={version} />
      <Facts
        rows={[
          { name: t("queue"), value: version.queueSlug },
          {
            name: t("actions"),
            value: version.allowedActions.map((action) => ta(action)).join(" · "),
          },
          { name: t("bulk.label"), value: t(`bulk.${togetherWord(version.oneByOne)}`) },
          {
            name: t("automaticAction"),
            value: version.automaticAction ? ta(version.automaticAction) : t("never"),
          },
          ...(version.legalGround ? [{ name: t("legalGround"), value: readable(version.legalGround) }] : []),
          ...(version.dsaCategory ? [{ name: t("dsaCategory"), value: readable(version.dsaCategory) }] : []),
        ]}
      />
    </Card>
  );
}
