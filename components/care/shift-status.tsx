"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { queryKeys } from "#components/review/query-keys.ts";
import { useClock } from "#components/time/use-clock.ts";
import { cx } from "#components/ui/cx.ts";
import { careApi } from "./api.ts";
import { useCare } from "./care-context.tsx";

const REFRESH_MS = 60_000;
const MINUTE_MS = 60_000;
/** Further ahead than this nobody plans a break. */
const FORESEEN_MINUTES = 120;

/** "Heavy content 9 of 20 · break suggested in 26 min", in the desk's footer; it leads to one's own page. */
export function ShiftStatus() {
  const t = useTranslations("care.footer");
  useQuery({ queryKey: queryKeys.care(), queryFn: careApi.mine, refetchInterval: REFRESH_MS });
  const { budget, inForce } = useCare();
  const { suggestAt } = budget;
  const minutes = useClock((now) =>
    suggestAt === null ? Number.POSITIVE_INFINITY : Math.ceil((Date.parse(suggestAt) - now) / MINUTE_MS),
  );
  const seen = inForce.budget
    ? t("of", { items: budget.items, limit: inForce.budget.items })
    : budget.items > 0
      ? t("seen", { items: budget.items })
      : "";
  const when =
    budget.offer !== null || minutes <= 0
      ? inForce.breaks
        ? t("now")
        : ""
      : minutes <= FORESEEN_MINUTES
        ? t("in", { minutes })
        : "";
  const text = [seen, when].filter(Boolean).join(" · ");
  if (text === "") return null;
  return (
    <Link
      href="/wellbeing"
      prefetch={false}
      className={cx("rounded-[4px] hover:text-ink", budget.state === "fine" ? "max-lg:hidden" : "text-warn")}
    >
      {text}
    </Link>
  );
}
