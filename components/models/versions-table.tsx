import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { VersionLine } from "#lib/training/index.ts";
import { VersionState } from "./states.tsx";
import { useVersionName, versionPath } from "./use-version-name.ts";

type VersionsTableProps = { label: string; model: string; versions: readonly VersionLine[] };

/** The versions of a model with what the gate said of each. */
export function VersionsTable({ label, model, versions }: VersionsTableProps) {
  const t = useTranslations("training");
  const name = useVersionName();
  const format = useFormatter();
  const number = (value: number) =>
    format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3, signDisplay: "exceptZero" });
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>{t("version")}</Th>
          <Th>{t("stateHead")}</Th>
          <Th>{t("cameFrom")}</Th>
          <Th end>{t("trainExamples")}</Th>
          <Th>{t("gate")}</Th>
          <Th end>{t("advantage")}</Th>
          <Th>{t("registered")}</Th>
        </tr>
      </thead>
      <tbody className="[&>tr:last-child>td]:border-b-0">
        {versions.map(({ version, state, run, trainExamples, verdict, registeredAt }) => (
          <tr key={version} className="hover:bg-hover">
            <Td className="font-semibold">
              <Link
                href={`/${versionPath(model, version)}`}
                className="text-accent underline underline-offset-2"
              >
                {name.full(version)}
              </Link>
            </Td>
            <Td>
              <VersionState state={state} />
            </Td>
            <Td className="text-ink-2">{run === null ? t("shipped") : t("run", { number: run })}</Td>
            <Td end>{trainExamples === null ? "–" : format.number(trainExamples)}</Td>
            <Td>
              {verdict === null ? (
                <span className="text-ink-3">{t("notMeasured")}</span>
              ) : (
                <Tag tone={verdict.passed ? "ok" : "bad"}>
                  {t(verdict.passed ? "passedAgainst" : "refusedAgainst", {
                    version: name.short(verdict.against),
                  })}
                </Tag>
              )}
            </Td>
            <Td end className="whitespace-nowrap">
              {verdict === null
                ? "–"
                : verdict.interval === null
                  ? number(verdict.value)
                  : t("valueWithInterval", {
                      value: number(verdict.value),
                      low: number(verdict.interval[0]),
                      high: number(verdict.interval[1]),
                    })}
            </Td>
            <Td className="whitespace-nowrap text-ink-2">
              <RelativeTime at={registeredAt} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
