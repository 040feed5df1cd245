"use client";

import { useLocale, useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/field.tsx";
import type { LimitChoices } from "#lib/people/index.ts";
import type { Limit, RoleView } from "#lib/people/schema.ts";

export type Held = { roles: string[]; limits: Limit[] };

type RoleFieldsProps = {
  roles: RoleView[];
  choices: LimitChoices;
  held: Held;
  onChange: (held: Held) => void;
  error?: string | undefined;
};

/** Which roles somebody has, and where each holds. */
export function RoleFields({ roles, choices, held, onChange, error }: RoleFieldsProps) {
  const t = useTranslations("people");
  const locale = useLocale();
  const limitOf = (role: string): Limit =>
    held.limits.find((limit) => limit.role === role) ?? { role, queues: [], policies: [] };
  const limit = (changed: Limit) =>
    onChange({ ...held, limits: [...held.limits.filter(({ role }) => role !== changed.role), changed] });
  const toggled = (list: string[], one: string) =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-ink-2">{t("roles")}</legend>
      {roles.map((role) => {
        const has = held.roles.includes(role.id);
        const { queues, policies } = limitOf(role.id);
        return (
          <div key={role.id}>
            <Checkbox
              label={role.name[locale]}
              checked={has}
              onChange={() => onChange({ ...held, roles: toggled(held.roles, role.id) })}
            />
            {has ? (
              <details className="ms-6 text-sm">
                <summary className="cursor-pointer py-0.5 text-xs text-ink-2">
                  {queues.length + policies.length === 0
                    ? t("everywhere")
                    : t("onlyIn", { queues: queues.length, policies: policies.length })}
                </summary>
                <div className="my-1 grid gap-3 rounded-md border border-line p-2.5 sm:grid-cols-2">
                  <fieldset className="grid content-start gap-1">
                    <legend className="text-xs text-ink-3">{t("onlyQueues")}</legend>
                    {choices.queues.map(({ id, name }) => (
                      <Checkbox
                        key={id}
                        label={name[locale]}
                        checked={queues.includes(id)}
                        onChange={() => limit({ role: role.id, policies, queues: toggled(queues, id) })}
                      />
                    ))}
                  </fieldset>
                  <fieldset className="grid content-start gap-1">
                    <legend className="text-xs text-ink-3">{t("onlyPolicies")}</legend>
                    {choices.policies.map((code) => (
                      <Checkbox
                        key={code}
                        label={<bdi>{code}</bdi>}
                        checked={policies.includes(code)}
                        onChange={() => limit({ role: role.id, queues, policies: toggled(policies, code) })}
                      />
                    ))}
                  </fieldset>
                </div>
              </details>
            ) : null}
          </div>
        );
      })}
      {error ? <p className="text-xs text-bad">{error}</p> : null}
    </fieldset>
  );
}
