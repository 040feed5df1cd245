import { z } from "zod";
import { ALL_PERMISSIONS, type Permission } from "#lib/auth/permissions.ts";

export const PASSWORD_MIN = 12;
export const passwordSchema = z
  .string()
  .min(PASSWORD_MIN, `should have at least ${PASSWORD_MIN} characters`)
  .max(1024);

const roleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "should be the id of a role");

/** Where one role holds for one person; empty lists are everywhere. */
export const limitSchema = z.object({
  role: roleId,
  queues: z.array(z.string().max(100)).max(200).default([]),
  policies: z.array(z.string().max(100)).max(200).default([]),
});
export type Limit = z.infer<typeof limitSchema>;

export const roleRequestSchema = z.object({
  name: z.string().trim().min(1).max(60),
  nameFa: z.string().trim().max(60).default(""),
  permissions: z.array(z.enum(ALL_PERMISSIONS)),
  secondFactor: z.boolean().default(false),
});
export type RoleRequest = z.infer<typeof roleRequestSchema>;
/** A save names the revision it saw. */
export const updateRoleSchema = roleRequestSchema.extend({ revision: z.number().int() });
/** Who has the role gets the other one. */
export const deleteRoleSchema = z.object({ replacement: roleId.nullable().default(null) });

export interface RoleView {
  id: string;
  name: { en: string; fa: string };
  permissions: Permission[];
  secondFactor: boolean;
  builtIn: boolean;
  revision: number;
  /** People who have it, deactivated ones too. */
  people: number;
}

export const inviteSchema = z.object({
  email: z
    .email()
    .max(320)
    .transform((email) => email.toLowerCase()),
  name: z.string().trim().min(1).max(100),
  roles: z.array(roleId).min(1),
  limits: z.array(limitSchema).default([]),
});

export interface InvitationView {
  id: string;
  email: string;
  name: string;
  roles: string[];
  expiresAt: string;
  createdBy: string;
}

export const acceptSchema = z.object({
  name: z.string().trim().min(1).max(100),
  password: passwordSchema,
});

export const deactivateSchema = z.object({
  /** Who gets the cases in hand; null gives them back to their queues. */
  reassignTo: z.uuid().nullable(),
});

export interface SessionView {
  id: string;
  address: string;
  userAgent: string;
  createdAt: string;
  lastSeenAt: string;
  /** The one that asks. */
  current: boolean;
}

/** Six digits of an authenticator, or a recovery code; blanks and dashes do not count. */
export const codeSchema = z.object({ code: z.string().trim().min(6).max(40) });

export interface SecurityView {
  enrolled: boolean;
  /** A role of theirs asks for it. */
  required: boolean;
  recoveryCodesLeft: number;
  /** False where only the identity provider signs them in. */
  hasPassword: boolean;
}
