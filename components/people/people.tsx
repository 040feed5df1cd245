"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SessionsDialog } from "#components/account/sessions-dialog.tsx";
import { SecretDialog } from "#components/settings/secret-dialog.tsx";
import { useArea } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Th } from "#components/ui/table.tsx";
import type { LimitChoices, PersonView } from "#lib/people/index.ts";
import type { InvitationView, RoleView } from "#lib/people/schema.ts";
import { Invitations } from "./invitations.tsx";
import { PersonDialog } from "./person-dialog.tsx";
import { type PersonAction, PersonRow } from "./person-row.tsx";
import { WorkDialog } from "./work-dialog.tsx";

type PeopleProps = {
  initial: PersonView[];
  invitations: InvitationView[];
  roles: RoleView[];
  choices: LimitChoices;
};

/** Who may sign in, as what, and who was asked to. */
export function People({ initial, invitations, roles, choices }: PeopleProps) {
  const t = useTranslations("people");
  const { people } = useArea("people", { people: initial });
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const [acting, setActing] = useState<{ action: PersonAction; person: PersonView } | null>(null);
  const on = (action: PersonAction) => (acting?.action === action ? acting.person : null);
  const done = () => setActing(null);
  const working = on("deactivation") ?? on("reassignment");
  return (
    <Page
      title={t("title")}
      aside={
        <Button variant="primary" onClick={() => setInviting(true)}>
          {t("invite")}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Card className="overflow-hidden">
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th>{t("roles")}</Th>
                <Th>{t("state")}</Th>
                <Th className="max-md:hidden">{t("factor")}</Th>
                <Th className="max-md:hidden">{t("lastSeen")}</Th>
                <Th end className="max-md:hidden">
                  {t("holds")}
                </Th>
                <Th>
                  <span className="sr-only">{t("actions")}</span>
                </Th>
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {people.map((person) => (
                <PersonRow
                  key={person.id}
                  person={person}
                  roles={roles}
                  act={(action) => setActing({ action, person })}
                />
              ))}
            </tbody>
          </Table>
        </Card>
        <Invitations initial={invitations} roles={roles} />
      </div>
      <PersonDialog
        person={inviting ? "new" : on("edit")}
        roles={roles}
        choices={choices}
        onClose={() => {
          setInviting(false);
          done();
        }}
        onInvited={(url) => {
          setInviting(false);
          setLink(url);
        }}
      />
      <SecretDialog
        secret={link}
        title={t("linkTitle")}
        detail={t("linkDetail")}
        onClose={() => setLink(null)}
      />
      <SessionsDialog person={on("sessions")} onClose={done} />
      <WorkDialog
        work={working && { kind: on("deactivation") ? "deactivation" : "reassignment", person: working }}
        people={people}
        onClose={done}
      />
    </Page>
  );
}
