import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Moment } from "#components/time/moment.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card, Facts } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { SnapshotView } from "#lib/training/index.ts";

type SnapshotPageProps = { snapshot: SnapshotView; mayDownload: boolean };

/** What was frozen: how much, of what, from where, and what was left out. */
export function SnapshotPage({ snapshot, mayDownload }: SnapshotPageProps) {
  const t = useTranslations("training");
  const tm = useTranslations("models");
  const format = useFormatter();
  const { summary } = snapshot;
  const count = (value: number) => format.number(value);
  const sources = Object.entries(summary.provenance) as [keyof typeof summary.provenance, number][];
  const leftOut = Object.entries(summary.leftOut) as [keyof typeof summary.leftOut, number][];
  return (
    <Page
      title={t("snapshotName", { number: snapshot.number })}
      aside={
        <>
          {mayDownload ? (
            <a
              href={`/api/console/models/snapshots/${snapshot.number}/examples.jsonl`}
              download
              className={buttonClass()}
            >
              {t("download")}
            </a>
          ) : null}
          <Link href="/models" className={buttonClass()}>
            {t("back")}
          </Link>
        </>
      }
    >
      <div className="grid max-w-5xl gap-4">
        <Card className="grid gap-3 px-[18px] py-4">
          <p className="text-ink-2">{t("snapshotHow")}</p>
          <Facts
            rows={[
              {
                name: t("hash"),
                value: (
                  <code dir="ltr" className="font-mono text-xs break-all">
                    {snapshot.hash}
                  </code>
                ),
              },
              { name: t("frozen"), value: <Moment at={snapshot.createdAt} /> },
              { name: t("examples"), value: count(summary.examples) },
              {
                name: t("usedBy"),
                value:
                  snapshot.runs.length === 0
                    ? "–"
                    : snapshot.runs.map((number) => (
                        <Link
                          key={number}
                          href={`/models/runs/${number}`}
                          className="ms-2 text-accent underline underline-offset-2"
                        >
                          {t("run", { number })}
                        </Link>
                      )),
              },
            ]}
          />
        </Card>
        <Card className="overflow-hidden">
          <div className="px-4 pt-3">
            <h2 className="font-semibold">{t("bySplit")}</h2>
            <p className="text-ink-2">{t("bySplitHow")}</p>
          </div>
          <Table label={t("bySplit")}>
            <thead>
              <tr>
                <Th>{tm("label")}</Th>
                <Th end>{tm("train")}</Th>
                <Th end>{tm("dev")}</Th>
                <Th end>{tm("test")}</Th>
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {summary.labels.map((row) => (
                <tr key={row.label}>
                  <Td>{tm(`labels.${row.label}`)}</Td>
                  {([row.train, row.dev, row.test] as const).map(([positive, negative], at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column.
                    <Td key={at} end>
                      {t("positiveNegative", { positive: count(positive), negative: count(negative) })}
                    </Td>
                  ))}
                </tr>
              ))}
              <tr>
                <Td className="font-semibold">{t("allExamples")}</Td>
                <Td end>{count(summary.splits.train)}</Td>
                <Td end>{count(summary.splits.dev)}</Td>
                <Td end>{count(summary.splits.test)}</Td>
              </tr>
            </tbody>
          </Table>
        </Card>
        <div className="grid gap-4 md:grid-cols-3">
          <Card className="px-[18px] py-4">
            <h2 className="mb-2 font-semibold">{t("provenance")}</h2>
            <Facts rows={sources.map(([source, n]) => ({ name: t(`source.${source}`), value: count(n) }))} />
          </Card>
          <Card className="px-[18px] py-4">
            <h2 className="mb-2 font-semibold">{tm("languages")}</h2>
            <Facts
              rows={summary.languages.map(({ language, examples }) => ({
                name: language === "und" ? t("unknownLanguage") : language,
                value: count(examples),
              }))}
            />
          </Card>
          <Card className="px-[18px] py-4">
            <h2 className="mb-2 font-semibold">{t("leftOut")}</h2>
            {leftOut.length === 0 ? (
              <p className="text-ink-2">{t("nothingLeftOut")}</p>
            ) : (
              <Facts
                rows={leftOut.map(([reason, n]) => ({ name: t(`leftOutReason.${reason}`), value: count(n) }))}
              />
            )}
          </Card>
        </div>
      </div>
    </Page>
  );
}
