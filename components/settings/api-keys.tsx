"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Moment } from "#components/time/moment.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { ApiScope } from "#lib/auth/permissions.ts";
import type { ApiKeyView } from "#lib/settings/index.ts";
import { CreateApiKey } from "./create-api-key.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { useArea, useChange } from "./use-area.ts";

/** The keys with which platforms send content. */
export function ApiKeys({ initial }: { initial: ApiKeyView[] }) {
  const t = useTranslations("apiKeys");
  const { apiKeys } = useArea("api-keys", { apiKeys: initial });
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null);
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      {t("create")}
    </Button>
  );
  return (
    <Page title={t("title")} aside={create}>
      {apiKeys.length === 0 ? (
        <EmptyState title={t("emptyTitle")} action={create}>
          {t("emptyDetail")}
        </EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th>{t("prefix")}</Th>
                <Th>{t("scopes")}</Th>
                <Th end>{t("rate")}</Th>
                <Th>{t("created")}</Th>
                <Th>{t("lastUsed")}</Th>
                <Th>{t("state")}</Th>
                <Th />
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {apiKeys.map((apiKey) => (
                <KeyRow key={apiKey.id} apiKey={apiKey} onRevoke={() => setRevoking(apiKey)} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      <CreateApiKey
        open={creating}
        onOpenChange={setCreating}
        onCreated={(key) => {
          setCreating(false);
          setSecret(key);
        }}
      />
      <SecretDialog
        secret={secret}
        title={t("secretTitle")}
        detail={t("secretDetail")}
        onClose={() => setSecret(null)}
      />
      <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />
    </Page>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyView; onRevoke: () => void }) {
  const t = useTranslations("apiKeys");
  const tc = useTranslations("common");
  const format = useFormatter();
  return (
    <tr className="hover:bg-hover">
      <Td className="font-semibold">
        <bdi>{apiKey.name}</bdi>
      </Td>
      <Td className="font-mono text-xs text-ink-2">
        <bdi>{apiKey.prefix}…</bdi>
      </Td>
      <Td className="text-ink-2">
        {apiKey.scopes.map((scope) => t(`scope.${scope as ApiScope}`)).join(" · ")}
      </Td>
      <Td end>{format.number(apiKey.itemsPerMinute)}</Td>
      <Td className="whitespace-nowrap text-ink-2">
        <Moment at={apiKey.createdAt} />
      </Td>
      <Td className="whitespace-nowrap text-ink-2">
        {apiKey.lastUsedAt ? <Moment at={apiKey.lastUsedAt} /> : tc("never")}
      </Td>
      <Td>{apiKey.revokedAt ? <Tag>{t("revoked")}</Tag> : <Tag tone="ok">{t("active")}</Tag>}</Td>
      <Td end>
        {apiKey.revokedAt ? null : (
          <Button size="sm" onClick={onRevoke}>
            {t("revoke")}
          </Button>
        )}
      </Td>
    </tr>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyView | null; onClose: () => void }) {
  const t = useTranslations("apiKeys");
  const tc = useTranslations("common");
  const revoke = useChange("api-keys");
  return (
    <Dialog
      open={apiKey !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("revokeTitle", { name: apiKey?.name ?? "" })}
      description={t("revokeDetail")}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{tc("cancel")}</Button>
        <Button
          variant="danger"
          disabled={revoke.isPending}
          onClick={() =>
            revoke.mutate({ path: `api-keys/${apiKey?.id}`, method: "DELETE" }, { onSettled: onClose })
          }
        >
          {t("revoke")}
        </Button>
      </div>
    </Dialog>
  );
}
