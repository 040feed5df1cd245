import { useTranslations } from "next-intl";
import { Moment } from "#components/time/moment.tsx";
import { Card } from "#components/ui/card.tsx";
import type { VersionView } from "#lib/training/index.ts";

/** What a version said in shadow beside what happened: how much more, or less, work its promotion would make. */
export function ShadowPanel({ shadow, active }: { shadow: VersionView["shadow"]; active: boolean }) {
  const t = useTranslations("fusion");
  if (!shadow && !active) return null;
  return (
    <Card className="grid gap-1 px-[18px] py-4">
      <h2 className="font-semibold">{t("inShadow")}</h2>
      {shadow ? (
        <>
          <p>
            {t("shadowCounts", { items: shadow.items - shadow.failed, would: shadow.would, did: shadow.did })}
          </p>
          <p className="text-ink-2">
            {t("shadowSince")} <Moment at={shadow.since} />
            {shadow.failed > 0 ? ` · ${t("shadowFailed", { failed: shadow.failed })}` : null}
          </p>
        </>
      ) : (
        <p className="text-ink-2">{t("shadowNothing")}</p>
      )}
    </Card>
  );
}
