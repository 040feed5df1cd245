"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { useAlike } from "./use-alike.ts";

/** How others like it were decided, in a line: "5 alike this month: 4 removed, 1 allowed on appeal". */
export function AlikeCard({ view, onCompare }: { view: CaseView; onCompare: () => void }) {
  const t = useTranslations("alike");
  const key = useKeyLabel();
  const format = useFormatter();
  const { data } = useAlike(view);
  const router = useRouter();
  const similar = `/search?${new URLSearchParams({ similar: view.item.externalId })}`;
  useKeys("desk", { similar: view.blind ? undefined : () => router.push(similar) });
  if (!data || data.items.length === 0) return null;
  const outcomes = format.list(
    data.outcomes.map(({ outcome, count }) => t(`count.${outcome}`, { count })),
    { type: "unit" },
  );
  return (
    <Card className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-[18px] py-2.5">
      <h2 className="w-[108px] max-md:w-full max-md:text-2xs max-md:text-ink-3">{t("label")}</h2>
      <p className="min-w-0 flex-1">
        {data.total > 0
          ? t(data.atLeast ? "atLeast" : "summary", { count: data.total, outcomes })
          : t("earlierOnly", { count: data.earlier })}
        {data.total > 0 && data.earlier > 0 ? (
          <span className="text-ink-3"> · {t("earlier", { count: data.earlier })}</span>
        ) : null}
      </p>
      <Button size="sm" hint={key("desk", "alike")} onClick={onCompare}>
        {t("compare")}
      </Button>
      <Link href={similar} prefetch={false} className={buttonClass("quiet", "sm")}>
        {t("similar")}
        <Kbd>{key("desk", "similar")}</Kbd>
      </Link>
    </Card>
  );
}
