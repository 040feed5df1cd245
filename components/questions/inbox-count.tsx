"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Tag } from "#components/ui/tag.tsx";
import { useInbox } from "./use-inbox.ts";

/** How much waits for the reader; nothing while nothing does. */
export function InboxCount({ enabled }: { enabled: boolean }) {
  const t = useTranslations("shell");
  const format = useFormatter();
  const count = useInbox(enabled).data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Tag tone="accent" className="ms-auto">
      <span aria-hidden="true">{format.number(count)}</span>
      <span className="sr-only">{t("inbox", { count })}</span>
    </Tag>
  );
}
