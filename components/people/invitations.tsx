"use client";

import { useLocale, useTranslations } from "next-intl";
import { useArea, useChange } from "#components/settings/use-area.ts";
import { Moment } from "#components/time/moment.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { InvitationView, RoleView } from "#lib/people/schema.ts";

/** Links that can still be taken up. Nothing where there are none. */
export function Invitations({ initial, roles }: { initial: InvitationView[]; roles: RoleView[] }) {
  const t = useTranslations("people");
  const locale = useLocale();
  const { invitations } = useArea("invitations", { invitations: initial });
  const change = useChange("invitations");
  if (invitations.length === 0) return null;
  return (
    <section className="grid gap-1.5">
      <h2 className="text-sm font-semibold">{t("openInvitations")}</h2>
      <Card className="overflow-hidden">
        <Table label={t("openInvitations")}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th>{t("roles")}</Th>
              <Th className="max-md:hidden">{t("invitedBy")}</Th>
              <Th className="max-md:hidden">{t("until")}</Th>
              <Th>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {invitations.map(({ id, name, email, roles: given, createdBy, expiresAt }) => (
              <tr key={id} className="hover:bg-hover">
                <Td className="font-semibold">
                  <bdi>{name}</bdi>
                  <span className="block text-xs font-normal text-ink-2">
                    <bdi>{email}</bdi>
                  </span>
                </Td>
                <Td>
                  {given
                    .map((role) => roles.find((one) => one.id === role)?.name[locale] ?? role)
                    .join(" · ")}
                </Td>
                <Td className="text-ink-2 max-md:hidden">
                  <bdi>{createdBy}</bdi>
                </Td>
                <Td className="whitespace-nowrap text-ink-2 max-md:hidden">
                  <Moment at={expiresAt} />
                </Td>
                <Td end>
                  <Button
                    size="sm"
                    disabled={change.isPending}
                    onClick={() => change.mutate({ path: `invitations/${id}`, method: "DELETE" })}
                  >
                    {t("withdraw")}
                  </Button>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </section>
  );
}
