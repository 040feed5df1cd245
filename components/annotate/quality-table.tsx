import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Agreement, AnnotatorQuality, ProjectLabel } from "#lib/annotation/schema.ts";

/** Fewer tasks than this say little about a person. */
const THIN_BELOW = 20;

/** How each person's answers fit the truth as far as it is known, per label; in the order of names. */
export function QualityTable({ quality, labels }: { quality: AnnotatorQuality[]; labels: ProjectLabel[] }) {
  const t = useTranslations("annotate.quality");
  const format = useFormatter();
  if (quality.length === 0) return null;
  return (
    <section aria-labelledby="quality" className="grid gap-2">
      <h2 id="quality" className="font-semibold">
        {t("title")}
      </h2>
      <p className="max-w-3xl text-ink-2">{t("detail")}</p>
      <Card className="overflow-hidden">
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th>{t("person")}</Th>
              <Th end>{t("answered")}</Th>
              <Th end>{t("skipped")}</Th>
              <Th>{t("label")}</Th>
              <Th>{t("sensitivity")}</Th>
              <Th>{t("specificity")}</Th>
            </tr>
          </thead>
          <tbody>
            {quality.flatMap((person) =>
              person.labels.map(({ label, sensitivity, specificity }, at) => (
                <tr key={`${person.name} ${label}`}>
                  <Td className="font-semibold">{at === 0 ? <bdi>{person.name}</bdi> : null}</Td>
                  <Td end>{at === 0 ? format.number(person.answered) : null}</Td>
                  <Td end>{at === 0 ? format.number(person.skipped) : null}</Td>
                  <Td>
                    <bdi>{labels.find((one) => one.label === label)?.name ?? label}</bdi>
                  </Td>
                  <Td>
                    <Share share={sensitivity} />
                  </Td>
                  <Td>
                    <Share share={specificity} />
                  </Td>
                </tr>
              )),
            )}
          </tbody>
        </Table>
      </Card>
    </section>
  );
}

function Share({ share }: { share: Agreement | null }) {
  const t = useTranslations("annotate.quality");
  const format = useFormatter();
  if (!share) return <span className="text-ink-3">{t("none")}</span>;
  const two = (value: number) => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const { value, low, high, n } = share;
  return (
    <span className="inline-flex flex-wrap items-center gap-2 text-ink-2 tabular-nums">
      {t("share", {
        value: two(value),
        low: two(low),
        high: two(high),
        n: format.number(n, { maximumFractionDigits: 1 }),
      })}
      {n < THIN_BELOW ? <Tag tone="warn">{t("thin")}</Tag> : null}
    </span>
  );
}
