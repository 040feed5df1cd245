import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { severityTone } from "#components/review/severity-tone.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { PolicyDetail } from "#lib/policy/list-policies.ts";
import { inForce, openVersion, wordsOf } from "./policy-words.ts";

/** The rules in force, each with the numbers at which it speaks. */
export function PoliciesTable({ policies }: { policies: readonly PolicyDetail[] }) {
  const t = useTranslations("policies");
  const te = useTranslations("policyEdit");
  const locale = useLocale();
  const format = useFormatter();
  const probability = (value: number | null) =>
    value === null
      ? t("never")
      : format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  if (policies.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyDetail")}</EmptyState>;
  return (
    <Card className="overflow-hidden">
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("code")}</Th>
            <Th>{t("name")}</Th>
            <Th>{t("severity")}</Th>
            <Th>{t("signal")}</Th>
            <Th end>{t("review")}</Th>
            <Th end>{t("automatic")}</Th>
            <Th>{t("queue")}</Th>
            <Th end>{t("version")}</Th>
            <Th>{te("stateColumn")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {policies.map((policy) => {
            const version = inForce(policy) ?? policy.versions[0];
            const open = openVersion(policy);
            if (!version) return null;
            return (
              <tr key={policy.code} className="hover:bg-hover">
                <Td className="text-ink-2">{policy.code}</Td>
                <Td>
                  <Link
                    href={`/policies/${policy.code}`}
                    prefetch={false}
                    className="font-semibold hover:underline"
                  >
                    {wordsOf(version, locale).title}
                  </Link>
                </Td>
                <Td>
                  <Tag tone={severityTone(version.severity)}>{format.number(version.severity)}</Tag>
                </Td>
                <Td className="text-ink-2">{version.signal.replaceAll("_", " ")}</Td>
                <Td end>{probability(version.thresholds.review)}</Td>
                <Td end className={version.thresholds.automatic === null ? "text-ink-3" : undefined}>
                  {probability(version.thresholds.automatic)}
                </Td>
                <Td className="text-ink-2">
                  <Link href={`/queues/${version.queueSlug}`} prefetch={false} className="hover:underline">
                    {version.queueSlug}
                  </Link>
                </Td>
                <Td end>{format.number(version.version)}</Td>
                <Td>
                  <span className="flex gap-1">
                    {policy.retiredAt ? <Tag>{te("state.retired")}</Tag> : null}
                    {open ? (
                      <Link href={`/policies/${policy.code}/edit`} prefetch={false}>
                        <Tag tone={open.state === "in_review" ? "warn" : "accent"}>
                          {te(`state.${open.state}`)}
                        </Tag>
                      </Link>
                    ) : null}
                  </span>
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Card>
  );
}
