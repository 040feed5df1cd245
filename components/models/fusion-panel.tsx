"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, Facts } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { FusionOverview } from "#lib/training/index.ts";
import { useRoom } from "./use-room.ts";
import { useVersionName } from "./use-version-name.ts";
import { VersionsTable } from "./versions-table.tsx";

/** The fused model: what is in force, whether enough is decided to train one, and its versions. */
export function FusionPanel({ initial }: { initial: FusionOverview }) {
  const t = useTranslations("fusion");
  const name = useVersionName();
  const router = useRouter();
  const data = useRoom("models/fusion", initial, ({ supply }) => supply.lacking === "turn");
  const start = useChange<{ run: number }>("models/fusion", true);
  const { supply, champion, may, versions } = data;
  return (
    <Card className="overflow-hidden">
      <section aria-label={t("title")} className="grid gap-3 pt-3">
        <div className="px-4">
          <h2 className="font-semibold">{t("title")}</h2>
          <p className="text-ink-2">{t("how")}</p>
        </div>
        <div className="grid gap-x-8 gap-y-3 px-4 lg:grid-cols-2">
          <div className="grid content-start gap-3">
            <Facts
              rows={[
                { name: t("inForce"), value: champion ? name.full(champion.version) : "–" },
                {
                  name: t("decided"),
                  value: t("ofLeast", { items: supply.items, least: supply.least }),
                },
              ]}
            />
            {may.train ? (
              <div className="grid justify-items-start gap-2">
                <Button
                  variant="primary"
                  disabled={supply.lacking !== null || start.isPending}
                  aria-describedby="fusion-lacking"
                  onClick={() =>
                    start.mutate(
                      { path: "models/fusion/runs", method: "POST", body: { note: "" } },
                      { onSuccess: ({ run }) => router.push(`/models/runs/${run}`) },
                    )
                  }
                >
                  {t("train")}
                </Button>
                <FormError error={start.error} />
              </div>
            ) : null}
            <p id="fusion-lacking" className="text-ink-2">
              {supply.lacking === null
                ? t("enough")
                : t(`lacking.${supply.lacking}`, {
                    missing: supply.missing,
                    least: supply.leastOfAnswer,
                  })}
            </p>
          </div>
          {supply.labels.length > 0 ? <DecidedLabels supply={supply} /> : null}
        </div>
        <VersionsTable label={t("versions")} model="fusion" versions={versions} />
      </section>
    </Card>
  );
}

function DecidedLabels({ supply }: { supply: FusionOverview["supply"] }) {
  const t = useTranslations("fusion");
  const tm = useTranslations("models");
  const format = useFormatter();
  return (
    <Table label={t("byLabel", { least: supply.leastOfAnswer })}>
      <thead>
        <tr>
          <Th>{tm("label")}</Th>
          <Th end>{t("harmful")}</Th>
          <Th end>{t("harmless")}</Th>
          <Th>{t("head")}</Th>
        </tr>
      </thead>
      <tbody className="[&>tr:last-child>td]:border-b-0">
        {supply.labels.map(({ label, harmful, harmless }) => (
          <tr key={label}>
            <Td>{tm(`labels.${label}`)}</Td>
            <Td end>{format.number(harmful)}</Td>
            <Td end>{format.number(harmless)}</Td>
            <Td className="text-ink-2">
              {t(Math.min(harmful, harmless) >= supply.leastOfAnswer ? "willHave" : "tooFew")}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
