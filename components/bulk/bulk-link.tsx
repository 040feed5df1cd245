"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";

/** From a queue to the grid of its cases, narrowed as the queue is. */
export function BulkLink({ queue }: { queue: string }) {
  const t = useTranslations("list");
  const narrowed = useSearchParams();
  const address = new URLSearchParams({ ...Object.fromEntries(narrowed), from: "queue", queue });
  return (
    <Link href={`/bulk?${address}`} prefetch={false} className={buttonClass()}>
      {t("bulk")}
    </Link>
  );
}
