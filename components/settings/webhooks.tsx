"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Moment } from "#components/time/moment.tsx";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { EndpointView } from "#lib/enforcement/index.ts";
import { CreateWebhook } from "./create-webhook.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { useArea, useChange } from "./use-area.ts";

/** Where decisions are delivered. */
export function Webhooks({ initial }: { initial: EndpointView[] }) {
  const t = useTranslations("webhooks");
  const { webhooks } = useArea("webhooks", { webhooks: initial });
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      {t("create")}
    </Button>
  );
  return (
    <Page title={t("title")} aside={create}>
      {webhooks.length === 0 ? (
        <EmptyState title={t("emptyTitle")} action={create}>
          {t("emptyDetail")}
        </EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("url")}</Th>
                <Th>{t("state")}</Th>
                <Th end>{t("pending")}</Th>
                <Th end>{t("dead")}</Th>
                <Th>{t("created")}</Th>
                <Th />
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {webhooks.map((endpoint) => (
                <EndpointRow key={endpoint.id} endpoint={endpoint} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      <CreateWebhook
        open={creating}
        onOpenChange={setCreating}
        onCreated={(made) => {
          setCreating(false);
          setSecret(made);
        }}
      />
      <SecretDialog
        secret={secret}
        title={t("secretTitle")}
        detail={t("secretDetail")}
        onClose={() => setSecret(null)}
      />
    </Page>
  );
}

function EndpointRow({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations("webhooks");
  const format = useFormatter();
  const change = useChange("webhooks");
  const test = useChange<{ ok: boolean; detail: string }>("webhooks");
  const path = `webhooks/${endpoint.id}`;
  const sendTest = () =>
    test.mutate(
      { path: `${path}/test`, method: "POST", body: {} },
      {
        onSuccess: ({ ok, detail }) =>
          showToast({ tone: ok ? "ok" : "bad", text: t(ok ? "testOk" : "testFailed", { detail }) }),
      },
    );
  return (
    <tr className="hover:bg-hover">
      <Td className="max-w-96 truncate">
        <bdi title={endpoint.url}>{endpoint.url}</bdi>
      </Td>
      <Td>
        <Tag tone={endpoint.enabled ? "ok" : "neutral"}>{t(endpoint.enabled ? "enabled" : "disabled")}</Tag>
      </Td>
      <Td end>{format.number(endpoint.pending)}</Td>
      <Td end className={endpoint.dead > 0 ? "text-bad" : undefined}>
        {format.number(endpoint.dead)}
      </Td>
      <Td className="whitespace-nowrap text-ink-2">
        <Moment at={endpoint.createdAt} />
      </Td>
      <Td end>
        <div className="flex justify-end gap-1.5">
          <Button size="sm" disabled={test.isPending} onClick={sendTest}>
            {t("test")}
          </Button>
          <Button
            size="sm"
            disabled={change.isPending}
            onClick={() => change.mutate({ path, method: "PATCH", body: { enabled: !endpoint.enabled } })}
          >
            {t(endpoint.enabled ? "disable" : "enable")}
          </Button>
        </div>
      </Td>
    </tr>
  );
}
