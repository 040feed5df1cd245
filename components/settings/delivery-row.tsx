"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useWords } from "#components/review/use-words.ts";
import { Moment } from "#components/time/moment.tsx";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Td } from "#components/ui/table.tsx";
import type { DeliveryView } from "#lib/enforcement/index.ts";
import { useChange } from "./use-area.ts";

export function DeliveryRow({ delivery, mayRedeliver }: { delivery: DeliveryView; mayRedeliver: boolean }) {
  const t = useTranslations("deliveries");
  const format = useFormatter();
  const words = useWords();
  const change = useChange("enforcements");
  const last = [delivery.lastStatus === null ? null : `HTTP ${delivery.lastStatus}`, delivery.lastError]
    .filter((part) => part !== null)
    .join(" · ");
  const redeliver = () =>
    change.mutate(
      { path: `enforcements/${delivery.id}/redeliver`, method: "POST", body: {} },
      { onSuccess: () => showToast({ tone: "ok", text: t("redelivered") }) },
    );
  return (
    <tr className="hover:bg-hover">
      <Td className="max-w-48 truncate">
        <bdi>{delivery.itemExternalId}</bdi>
      </Td>
      <Td>{words.done(delivery.action)}</Td>
      <Td className="max-w-64 truncate text-ink-2">
        <bdi title={delivery.url}>{delivery.url}</bdi>
      </Td>
      <Td end>{format.number(delivery.attempts)}</Td>
      <Td className="w-full max-w-0 min-w-40 truncate text-ink-2">
        <bdi title={last}>{last}</bdi>
      </Td>
      <Td className="whitespace-nowrap text-ink-2">
        <Moment at={delivery.createdAt} />
      </Td>
      <Td end>
        {mayRedeliver ? (
          <Button size="sm" disabled={change.isPending} onClick={redeliver}>
            {t("redeliver")}
          </Button>
        ) : null}
      </Td>
    </tr>
  );
}
