"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { useCare } from "./care-context.tsx";
import { useBreak } from "./use-break.ts";

/**
 * A break, offered in a line above the footer. It never comes while a decision is being made: a line that moves the
 * button under one's finger is no rest.
 */
export function BreakOffer({ deciding }: { deciding: boolean }) {
  const t = useTranslations("care.offer");
  const key = useKeyLabel();
  const { budget, inForce } = useCare();
  const { take, taking, later } = useBreak();
  const [shown, setShown] = useState(false);
  if (shown !== (budget.offer !== null) && !(deciding && !shown)) setShown(budget.offer !== null);
  // The key takes a break at any time; the line is only the reminder.
  useKeys("desk", { takeBreak: taking ? undefined : take, breakLater: shown ? later : undefined });
  if (!shown) return null;
  const limit = inForce.budget?.items;
  const reason =
    budget.offer === "stretch" || limit === undefined
      ? t("stretch", { minutes: inForce.breaks?.everyMinutes ?? 0 })
      : t(budget.state === "spent" ? "spent" : "budget", { items: budget.items, limit });
  return (
    <section
      aria-label={t("label")}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line bg-accent-soft px-4 py-1.5"
    >
      <p role="status" className="min-w-0 flex-1 basis-72">
        {reason} <span className="text-ink-2">{t("gives")}</span>
      </p>
      <div className="flex gap-1.5">
        <Button size="sm" variant="primary" hint={key("desk", "takeBreak")} disabled={taking} onClick={take}>
          {t("take")}
        </Button>
        <Button size="sm" hint={key("desk", "breakLater")} onClick={later}>
          {t("later")}
        </Button>
      </div>
    </section>
  );
}
