"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormError } from "#components/settings/form-error.tsx";
import { useArea, useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Page } from "#components/ui/page.tsx";
import { Select } from "#components/ui/select.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { RoleView } from "#lib/people/schema.ts";
import { RoleDialog } from "./role-dialog.tsx";
import { usePermissionWords } from "./use-permission-words.ts";

/** The roles there are, and what each may. */
export function Roles({ initial }: { initial: RoleView[] }) {
  const t = useTranslations("roles");
  const locale = useLocale();
  const format = useFormatter();
  const words = usePermissionWords();
  const { roles } = useArea("roles", { roles: initial });
  const [editing, setEditing] = useState<RoleView | "new" | null>(null);
  const [removing, setRemoving] = useState<RoleView | null>(null);
  return (
    <Page
      title={t("title")}
      aside={
        <Button variant="primary" onClick={() => setEditing("new")}>
          {t("create")}
        </Button>
      }
    >
      <Card className="overflow-hidden">
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th end>{t("people")}</Th>
              <Th>{t("factor")}</Th>
              <Th className="max-md:hidden">{t("permissions")}</Th>
              <Th>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {roles.map((role) => (
              <tr key={role.id} className="hover:bg-hover">
                <Td className="font-semibold whitespace-nowrap">
                  <bdi>{role.name[locale]}</bdi>
                  {role.builtIn ? (
                    <span className="ms-2 text-xs font-normal text-ink-3">{t("builtIn")}</span>
                  ) : null}
                </Td>
                <Td end>{format.number(role.people)}</Td>
                <Td>{role.secondFactor ? <Tag tone="accent">{t("required")}</Tag> : t("optional")}</Td>
                <Td className="w-full text-xs text-ink-2 max-md:hidden">
                  {role.permissions
                    .filter((one) => one !== "self:edit")
                    .map(words)
                    .join(" · ")}
                </Td>
                <Td end>
                  <div className="flex justify-end gap-1.5 max-md:flex-col">
                    <Button
                      size="sm"
                      aria-label={t("changeOne", { name: role.name[locale] })}
                      onClick={() => setEditing(role)}
                    >
                      {t("edit")}
                    </Button>
                    <Button
                      size="sm"
                      aria-label={t("removeOne", { name: role.name[locale] })}
                      onClick={() => setRemoving(role)}
                    >
                      {t("remove")}
                    </Button>
                  </div>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <RoleDialog role={editing} onClose={() => setEditing(null)} />
      <RemoveRole role={removing} roles={roles} onClose={() => setRemoving(null)} />
    </Page>
  );
}

type RemoveProps = { role: RoleView | null; roles: RoleView[]; onClose: () => void };

/** A role in use goes only with the one that its people get instead. */
function RemoveRole({ role, roles, onClose }: RemoveProps) {
  const t = useTranslations("roles");
  const tc = useTranslations("common");
  const locale = useLocale();
  const [replacement, setReplacement] = useState("");
  const remove = useChange("roles", true);
  const needed = (role?.people ?? 0) > 0;
  return (
    <Dialog
      open={role !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("removeTitle", { name: role?.name[locale] ?? "" })}
      description={t("removeDetail", { count: role?.people ?? 0 })}
    >
      <div className="grid gap-3">
        {needed ? (
          <Field label={t("replacement")}>
            {(control) => (
              <Select
                {...control}
                value={replacement}
                onChange={(event) => setReplacement(event.target.value)}
              >
                <option value="">{t("choose")}</option>
                {roles
                  .filter(({ id }) => id !== role?.id)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name[locale]}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
        ) : null}
        <FormError error={remove.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{tc("cancel")}</Button>
          <Button
            variant="danger"
            disabled={remove.isPending || (needed && replacement === "")}
            onClick={() =>
              remove.mutate(
                {
                  path: `roles/${role?.id}${replacement ? `?replacement=${replacement}` : ""}`,
                  method: "DELETE",
                },
                { onSuccess: onClose },
              )
            }
          >
            {t("remove")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
