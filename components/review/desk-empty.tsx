"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Desk } from "./use-desk.ts";

/** The desk between cases: looking for the next, or nothing left to look for. */
export function DeskEmpty({ desk }: { desk: Desk }) {
  const t = useTranslations("desk");
  const key = useKeyLabel();
  const problemText = useProblemText();
  const { state, ahead } = desk;
  if (state.drained) {
    return (
      <EmptyState
        title={t("clear.title")}
        action={
          <>
            <Button variant="primary" hint={key("desk", "lookAgain")} onClick={desk.askAgain}>
              {state.skipped.length > 0
                ? t("clear.skipped", { count: state.skipped.length })
                : t("clear.again")}
            </Button>
            <Link href="/queues" className={buttonClass()}>
              {t("clear.queues")}
            </Link>
          </>
        }
      >
        {t("clear.detail")}
      </EmptyState>
    );
  }
  return (
    <div className="grid content-start gap-3.5 px-7 py-5" role="status" aria-label={t("next.searching")}>
      {ahead.error ? <p className="text-bad">{problemText(ahead.error)}</p> : null}
      <Skeleton className="w-2/3" />
      <Card className="grid gap-3 px-[18px] py-4">
        <Skeleton className="w-1/3" />
        <Skeleton className="w-full" />
        <Skeleton className="w-4/5" />
      </Card>
    </div>
  );
}
