"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

type LoadMoreProps = { hasMore: boolean; busy: boolean; onMore: () => void };

/** The foot of a keyset table. */
export function LoadMore({ hasMore, busy, onMore }: LoadMoreProps) {
  const t = useTranslations("list");
  return (
    <div className="flex justify-center border-t border-line p-2">
      {hasMore ? (
        <Button variant="quiet" disabled={busy} onClick={onMore}>
          {t("loadMore")}
        </Button>
      ) : (
        <span className="py-1 text-xs text-ink-3">{t("end")}</span>
      )}
    </div>
  );
}
