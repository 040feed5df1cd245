"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, Facts } from "#components/ui/card.tsx";
import type { ModelsOverview } from "#lib/training/index.ts";

/** What people have said since the last snapshot, and the button that makes a version of it. */
export function LabelSupply({ data }: { data: ModelsOverview }) {
  const t = useTranslations("training");
  const format = useFormatter();
  const router = useRouter();
  const start = useChange<{ run: number }>("models", true);
  const { supply, may } = data;
  return (
    <Card className="grid content-start gap-3 px-[18px] py-4">
      <div>
        <h2 className="font-semibold">{t("supply")}</h2>
        <p className="text-ink-2">
          {supply.since ? (
            <>
              {t("supplySince")} <RelativeTime at={supply.since} />
            </>
          ) : (
            t("supplyFirst")
          )}
        </p>
      </div>
      <Facts
        rows={[
          { name: t("source.decision"), value: format.number(supply.decisions) },
          { name: t("source.appeal"), value: format.number(supply.appeals) },
          { name: t("source.consensus"), value: format.number(supply.consensus) },
        ]}
      />
      {may.train ? (
        <div className="grid justify-items-start gap-2">
          <Button
            variant="primary"
            disabled={start.isPending}
            onClick={() =>
              start.mutate(
                { path: "models/runs", method: "POST", body: { note: "" } },
                { onSuccess: ({ run }) => router.push(`/models/runs/${run}`) },
              )
            }
          >
            {t("freezeAndTrain")}
          </Button>
          <p className="text-xs text-ink-3">{t("freezeDetail")}</p>
        </div>
      ) : null}
      <FormError error={start.error} />
    </Card>
  );
}
