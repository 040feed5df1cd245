"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Moment } from "#components/time/moment.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Role } from "#lib/auth/permissions.ts";
import type { PersonView } from "#lib/people/index.ts";
import { PersonDialog } from "./person-dialog.tsx";
import { useArea, useChange } from "./use-area.ts";

/** Who may sign in, and as what. */
export function People({ initial }: { initial: PersonView[] }) {
  const t = useTranslations("people");
  const { people } = useArea("people", { people: initial });
  const [editing, setEditing] = useState<PersonView | "new" | null>(null);
  const create = (
    <Button variant="primary" onClick={() => setEditing("new")}>
      {t("create")}
    </Button>
  );
  return (
    <Page title={t("title")} aside={create}>
      {people.length === 0 ? (
        <EmptyState title={t("emptyTitle")} action={create}>
          {t("emptyDetail")}
        </EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th>{t("email")}</Th>
                <Th>{t("roles")}</Th>
                <Th>{t("state")}</Th>
                <Th>{t("created")}</Th>
                <Th />
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {people.map((person) => (
                <PersonRow key={person.id} person={person} onEdit={() => setEditing(person)} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      <PersonDialog person={editing} onClose={() => setEditing(null)} />
    </Page>
  );
}

function PersonRow({ person, onEdit }: { person: PersonView; onEdit: () => void }) {
  const t = useTranslations("people");
  const ts = useTranslations("shell");
  const change = useChange("people");
  return (
    <tr className="hover:bg-hover">
      <Td className="font-semibold">
        <bdi>{person.name}</bdi>
      </Td>
      <Td className="text-ink-2">
        <bdi>{person.email}</bdi>
      </Td>
      <Td>{person.roles.map((role) => ts(`role.${role as Role}`)).join(" · ")}</Td>
      <Td>
        <Tag tone={person.active ? "ok" : "neutral"}>{t(person.active ? "active" : "inactive")}</Tag>
      </Td>
      <Td className="whitespace-nowrap text-ink-2">
        <Moment at={person.createdAt} />
      </Td>
      <Td end>
        <div className="flex justify-end gap-1.5">
          <Button size="sm" onClick={onEdit}>
            {t("edit")}
          </Button>
          <Button
            size="sm"
            disabled={change.isPending}
            onClick={() =>
              change.mutate({
                path: `people/${person.id}`,
                method: "PATCH",
                body: { active: !person.active },
              })
            }
          >
            {t(person.active ? "deactivate" : "activate")}
          </Button>
        </div>
      </Td>
    </tr>
  );
}
