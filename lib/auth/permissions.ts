/** The roles that Docket comes with. Others can be made, and all can be changed: what holds is in the table `roles`. */
export const ROLES = ["moderator", "annotator", "lead", "admin"] as const;
export type Role = (typeof ROLES)[number];

/**
 * Every right there is, and the roles that have it until an admin says otherwise. The page hides, the use case
 * enforces, a test walks it all.
 */
export const PERMISSIONS = {
  "self:edit": ["moderator", "annotator", "lead", "admin"],
  "queues:read": ["moderator", "lead", "admin"],
  "queues:edit": ["lead", "admin"],
  "views:share": ["lead", "admin"],
  "skills:edit": ["lead", "admin"],
  "cases:read": ["moderator", "lead", "admin"],
  "cases:decide": ["moderator", "lead", "admin"],
  "cases:take_over": ["lead", "admin"],
  "accounts:read": ["moderator", "lead", "admin"],
  "accounts:note": ["moderator", "lead", "admin"],
  "strikes:manage": ["lead", "admin"],
  "quality:take_part": ["moderator", "lead", "admin"],
  "quality:manage": ["lead", "admin"],
  "bulk:decide": ["lead", "admin"],
  "annotation:label": ["annotator", "lead", "admin"],
  "annotation:manage": ["lead", "admin"],
  "policies:read": ["moderator", "annotator", "lead", "admin"],
  "policies:edit": ["lead", "admin"],
  "policies:publish": ["lead", "admin"],
  "rules:read": ["lead", "admin"],
  "rules:edit": ["lead", "admin"],
  "rules:publish": ["lead", "admin"],
  "models:read": ["annotator", "lead", "admin"],
  "models:train": ["lead", "admin"],
  "models:promote": ["lead", "admin"],
  "insights:read": ["lead", "admin"],
  "care:team": ["lead", "admin"],
  "care:manage": ["admin"],
  "audit:read": ["lead", "admin"],
  "enforcements:read": ["lead", "admin"],
  "enforcements:redeliver": ["lead", "admin"],
  "banks:manage": ["lead", "admin"],
  "api_keys:manage": ["admin"],
  "webhooks:manage": ["admin"],
  "people:manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

/** What one role gives one person, and where: null is everywhere. */
export interface Grant {
  permissions: Permission[];
  /** Slugs. */
  queues: string[] | null;
  /** Codes. */
  policies: string[] | null;
}

/** What a right is asked about. What is left out is not asked; a case that no policy brought has the policy null. */
export interface Subject {
  queue?: string;
  policy?: string | null;
}

/** Who is asking: a signed-in person with the rights they have at this moment. */
export interface Viewer {
  userId: string;
  name: string;
  email: string;
  /** Ids of roles. */
  roles: string[];
  /** What their last role is called; null without roles. */
  title: { en: string; fa: string } | null;
  /** What they may do somewhere; `can` says where. */
  permissions: Permission[];
  grants: Grant[];
  /** The sign-in this request came with; null for tests and scripts. */
  sessionId: string | null;
  /** Their role asks for a second factor, and they have none yet: until then they may only set one up. */
  mustEnrol: boolean;
}

/** Whether any of these built-in roles carries the permission by default. */
export function rolesCan(roles: readonly Role[], permission: Permission): boolean {
  return PERMISSIONS[permission].some((role: Role) => roles.includes(role));
}

/** Whether this person may do this: to this subject, or without one anywhere at all. */
export function can(viewer: Pick<Viewer, "grants">, permission: Permission, subject: Subject = {}): boolean {
  return viewer.grants.some((grant) => grant.permissions.includes(permission) && covers(grant, subject));
}

function covers({ queues, policies }: Grant, { queue, policy }: Subject): boolean {
  if (queue !== undefined && queues !== null && !queues.includes(queue)) return false;
  return policy === undefined || policies === null || (policy !== null && policies.includes(policy));
}

/** The policies whose cases in this queue the right is about; null: of all, also of none. */
export function policiesIn(
  viewer: Pick<Viewer, "grants">,
  permission: Permission,
  queue: string,
): string[] | null {
  const held = viewer.grants.filter(
    (grant) => grant.permissions.includes(permission) && covers(grant, { queue }),
  );
  if (held.some(({ policies }) => policies === null)) return null;
  return [...new Set(held.flatMap(({ policies }) => policies ?? []))];
}

/** All that a set of built-in roles adds up to by default. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return ALL_PERMISSIONS.filter((permission) => rolesCan(roles, permission));
}

/** All that several grants add up to, in the table's order. */
export function permissionsIn(grants: readonly Grant[]): Permission[] {
  return ALL_PERMISSIONS.filter((permission) =>
    grants.some((grant) => grant.permissions.includes(permission)),
  );
}

/** What an API key may be allowed to do. */
export const API_SCOPES = ["content:write", "reports:write", "items:read", "appeals:write"] as const;
export type ApiScope = (typeof API_SCOPES)[number];
