import type { Permission } from "#lib/auth/permissions.ts";

/** The areas of the console and the right each needs. The rail, the drawer and the palette read it. */
type Area = {
  key:
    | "queues"
    | "search"
    | "decisions"
    | "questions"
    | "annotate"
    | "feedback"
    | "wellbeing"
    | "insights"
    | "quality"
    | "teamLoad"
    | "policies"
    | "rules"
    | "models"
    | "audit"
    | "deliveries"
    | "knownContent"
    | "strikes"
    | "keys"
    | "care"
    | "apiKeys"
    | "webhooks"
    | "queueSettings"
    | "escalation"
    | "skills"
    | "people"
    | "roles"
    | "security";
  href: string;
  permission: Permission;
};
export type AreaGroup = { key: "work" | "oversight" | "settings"; areas: readonly Area[] };

const GROUPS: readonly AreaGroup[] = [
  {
    key: "work",
    areas: [
      { key: "queues", href: "/queues", permission: "queues:read" },
      { key: "search", href: "/search", permission: "cases:read" },
      { key: "decisions", href: "/decisions", permission: "cases:decide" },
      { key: "questions", href: "/questions", permission: "cases:read" },
      { key: "annotate", href: "/annotate", permission: "annotation:label" },
      { key: "feedback", href: "/feedback", permission: "quality:take_part" },
      { key: "wellbeing", href: "/wellbeing", permission: "self:edit" },
    ],
  },
  {
    key: "oversight",
    areas: [
      { key: "insights", href: "/insights", permission: "insights:read" },
      { key: "quality", href: "/quality", permission: "quality:manage" },
      { key: "teamLoad", href: "/team-load", permission: "care:team" },
      { key: "policies", href: "/policies", permission: "policies:read" },
      { key: "rules", href: "/rules", permission: "rules:read" },
      { key: "models", href: "/models", permission: "models:read" },
      { key: "audit", href: "/audit", permission: "audit:read" },
    ],
  },
  {
    key: "settings",
    areas: [
      { key: "queueSettings", href: "/settings/queues", permission: "queues:edit" },
      { key: "escalation", href: "/settings/escalation", permission: "queues:edit" },
      { key: "skills", href: "/settings/skills", permission: "skills:edit" },
      { key: "deliveries", href: "/settings/deliveries", permission: "enforcements:read" },
      { key: "knownContent", href: "/settings/known-content", permission: "banks:manage" },
      { key: "strikes", href: "/settings/strikes", permission: "strikes:manage" },
      { key: "keys", href: "/settings/keys", permission: "self:edit" },
      { key: "care", href: "/settings/well-being", permission: "care:manage" },
      { key: "apiKeys", href: "/settings/api-keys", permission: "api_keys:manage" },
      { key: "webhooks", href: "/settings/webhooks", permission: "webhooks:manage" },
      { key: "people", href: "/settings/people", permission: "people:manage" },
      { key: "roles", href: "/settings/roles", permission: "people:manage" },
      { key: "security", href: "/settings/security", permission: "self:edit" },
    ],
  },
];

/** The groups with at least one area this person may open. */
export function areasFor(permissions: readonly Permission[]): AreaGroup[] {
  return GROUPS.map((group) => ({
    ...group,
    areas: group.areas.filter((area) => permissions.includes(area.permission)),
  })).filter((group) => group.areas.length > 0);
}

/** Where a person lands: the first area that is theirs. */
export function homeFor(permissions: readonly Permission[]): string {
  return areasFor(permissions)[0]?.areas[0]?.href ?? "/policies";
}

/** What a page asks of who opens it; null where the address is of no area. */
export function permissionFor(path: string): Permission | null {
  if (path.startsWith("/cases/")) return "cases:read";
  // Whoever is invited to a session opens it; the area it is listed in is the leads'.
  if (path.startsWith("/quality/sessions/")) return "quality:take_part";
  const areas = GROUPS.flatMap((group) => group.areas);
  return areas.find(({ href }) => path === href || path.startsWith(`${href}/`))?.permission ?? null;
}
