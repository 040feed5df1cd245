import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { OtherModelLine } from "#lib/training/index.ts";
import { useFigures } from "./use-figures.ts";

/** What scores beside the text model: the image model, and what the operator brought. */
export function OtherModels({ models }: { models: readonly OtherModelLine[] }) {
  const t = useTranslations("otherModels");
  const tm = useTranslations("models");
  const figures = useFigures();
  if (models.length === 0) return null;
  return (
    <Card className="overflow-hidden">
      <div className="px-4 pt-3">
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="text-ink-2">{t("how")}</p>
      </div>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("model")}</Th>
            <Th>{t("origin")}</Th>
            <Th>{t("heads")}</Th>
            <Th end>{t("auc")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {models.map(({ name, version, brought, heads }) => (
            <tr key={name} className="hover:bg-hover">
              <Td className="whitespace-nowrap font-semibold">
                <Link href={`/models/others/${name}`} className="text-accent underline underline-offset-2">
                  <bdi>
                    {name}/{version}
                  </bdi>
                </Link>
              </Td>
              <Td>
                <Tag tone={brought ? "accent" : "neutral"}>{t(brought ? "brought" : "shipped")}</Tag>
              </Td>
              <Td className="text-ink-2">
                {heads.length === 0
                  ? "–"
                  : heads.map(({ label, own }) => (
                      <div key={label}>
                        {own === null
                          ? tm(`labels.${label}`)
                          : t.rich("head", {
                              label: tm(`labels.${label}`),
                              own: () => <bdi className="font-mono text-xs">{own}</bdi>,
                            })}
                      </div>
                    ))}
              </Td>
              <Td end className="whitespace-nowrap">
                {heads.length === 0
                  ? "–"
                  : heads.map(({ label, auc, interval }) => (
                      <div key={label}>{figures.shareWithInterval(auc, interval)}</div>
                    ))}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
