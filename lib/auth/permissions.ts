export const ROLES = ["moderator", "annotator", "lead", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Every right there is, and the roles that have it. The page hides, the use case enforces, a test walks it all. */
export const PERMISSIONS = {
  "self:edit": ["moderator", "annotator", "lead", "admin"],
  "queues:read": ["moderator", "lead", "admin"],
  "cases:read": ["moderator", "lead", "admin"],
  "cases:decide": ["moderator", "lead", "admin"],
  "cases:take_over": ["lead", "admin"],
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

/** Who is asking: a signed-in person with the roles they have at this moment. */
export interface Viewer {
  userId: string;
  name: string;
  email: string;
  roles: Role[];
  permissions: Permission[];
}

/** Whether any of the roles carries the permission. */
export function rolesCan(roles: readonly Role[], permission: Permission): boolean {
  return PERMISSIONS[permission].some((role: Role) => roles.includes(role));
}

/** Whether this person may do this. */
export function can(viewer: Viewer, permission: Permission): boolean {
  return rolesCan(viewer.roles, permission);
}

/** All that a set of roles adds up to. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => rolesCan(roles, permission));
}

/** What an API key may be allowed to do. */
export const API_SCOPES = ["content:write", "reports:write", "items:read", "appeals:write"] as const;
export type ApiScope = (typeof API_SCOPES)[number];
