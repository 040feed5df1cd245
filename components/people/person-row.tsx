"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useChange } from "#components/settings/use-area.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { Td } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { PersonView } from "#lib/people/index.ts";
import type { RoleView } from "#lib/people/schema.ts";

export type PersonAction = "edit" | "sessions" | "reassignment" | "deactivation";

type PersonRowProps = {
  person: PersonView;
  roles: RoleView[];
  act: (action: PersonAction) => void;
};

export function PersonRow({ person, roles, act }: PersonRowProps) {
  const t = useTranslations("people");
  const locale = useLocale();
  const format = useFormatter();
  const change = useChange("people");
  const named = person.roles.map((id) => {
    const name = roles.find((role) => role.id === id)?.name[locale] ?? id;
    return person.limits.some(({ role }) => role === id) ? t("limited", { name }) : name;
  });
  const send = (path: string, method: "PATCH" | "DELETE", body?: unknown) =>
    change.mutate({ path: `people/${person.id}${path}`, method, ...(body === undefined ? {} : { body }) });
  return (
    <tr className="hover:bg-hover">
      <Td className="font-semibold">
        <bdi>{person.name}</bdi>
        <span className="block text-xs font-normal wrap-anywhere text-ink-2">
          <bdi>{person.email}</bdi>
        </span>
      </Td>
      <Td>{named.join(" · ")}</Td>
      <Td>
        <Tag tone={person.active ? "ok" : "neutral"}>{t(person.active ? "active" : "inactive")}</Tag>
      </Td>
      <Td className="text-ink-2 max-md:hidden">{t(person.enrolled ? "factorOn" : "factorOff")}</Td>
      <Td className="whitespace-nowrap text-ink-2 max-md:hidden">
        {person.lastSeenAt ? <RelativeTime at={person.lastSeenAt} /> : t("notSignedIn")}
      </Td>
      <Td end className="max-md:hidden">
        {format.number(person.holds)}
      </Td>
      <Td end>
        <Menu
          label={t("actionsFor", { name: person.name })}
          trigger={
            <Button size="sm" aria-label={t("actionsFor", { name: person.name })}>
              {t("actions")}
            </Button>
          }
        >
          <MenuItem onSelect={() => act("edit")}>{t("edit")}</MenuItem>
          {person.active ? (
            <>
              <MenuItem onSelect={() => act("sessions")}>{t("sessions")}</MenuItem>
              {person.enrolled ? (
                <MenuItem onSelect={() => send("/second-factor", "DELETE")}>{t("resetFactor")}</MenuItem>
              ) : null}
              <MenuItem onSelect={() => act("reassignment")}>{t("reassignment.do")}</MenuItem>
              <MenuItem onSelect={() => act("deactivation")}>{t("deactivation.do")}</MenuItem>
            </>
          ) : (
            <MenuItem onSelect={() => send("", "PATCH", { active: true })}>{t("activate")}</MenuItem>
          )}
        </Menu>
      </Td>
    </tr>
  );
}
