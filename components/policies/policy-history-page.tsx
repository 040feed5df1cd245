import { useTranslations } from "next-intl";
import { Moment } from "#components/time/moment.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Select } from "#components/ui/select.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { PolicyHistory } from "#lib/policy/list-policies.ts";
import { PolicyTrail } from "./policy-trail.tsx";
import { contentOf, EMPTY_CONTENT, inForce, type PolicyVersion } from "./policy-words.ts";
import { VersionDiff } from "./version-diff.tsx";

type Props = { policy: PolicyHistory; from: PolicyVersion | null; to: PolicyVersion };

/** Every version with who wrote and who published it, the difference between any two, and what happened when. */
export function PolicyHistoryPage({ policy, from, to }: Props) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policy");
  const choice = (name: string, label: string, chosen: number) => (
    <span className="flex items-center gap-1.5 text-ink-2">
      <span aria-hidden="true">{label}</span>
      <Select name={name} aria-label={label} defaultValue={chosen} fit>
        <option value={0}>{t("none")}</option>
        {policy.versions.map(({ version }) => (
          <option key={version} value={version}>
            {tp("version", { version })}
          </option>
        ))}
      </Select>
    </span>
  );
  return (
    <div className="grid max-w-[1320px] grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_400px]">
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
        <Card className="px-[18px] py-4">
          <form className="mb-3 flex flex-wrap items-center gap-2" key={`${from?.version} ${to.version}`}>
            {choice("from", t("compareFrom"), from?.version ?? 0)}
            {choice("to", t("compareTo"), to.version)}
            <Button type="submit" size="sm">
              {t("compare")}
            </Button>
          </form>
          <VersionDiff before={from ? contentOf(from) : EMPTY_CONTENT} after={contentOf(to)} />
        </Card>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
        <Card className="px-[18px] py-4">
          <h2 className="mb-2 font-semibold">{t("versions")}</h2>
          <ol className="grid gap-2.5">
            {policy.versions.map((version) => (
              <li key={version.version} className="grid gap-0.5">
                <p className="flex items-center gap-2">
                  <span className="font-semibold">{tp("version", { version: version.version })}</span>
                  <StateTag version={version} current={version === inForce(policy)} />
                </p>
                {version.note ? (
                  <p dir="auto" className="text-ink-2">
                    {version.note}
                  </p>
                ) : null}
                <p className="text-xs text-ink-3">
                  {version.authors.length > 0
                    ? t("writtenBy", { names: version.authors.join(", ") })
                    : t("seeded")}
                  {version.publishedBy ? ` · ${t("publishedBy", { name: version.publishedBy })}` : ""}
                </p>
                <Moment at={version.publishedAt ?? version.createdAt} className="text-xs text-ink-3" />
              </li>
            ))}
          </ol>
        </Card>
        <PolicyTrail trail={policy.trail} />
      </div>
    </div>
  );
}

/** In which state a version is, in a word. */
export function StateTag({ version, current }: { version: PolicyVersion; current: boolean }) {
  const t = useTranslations("policyEdit");
  if (current) return <Tag tone="ok">{t("state.inForce")}</Tag>;
  const tone = version.state === "in_review" ? "warn" : "neutral";
  return <Tag tone={tone}>{t(version.state === "published" ? "state.past" : `state.${version.state}`)}</Tag>;
}
