import { z } from "zod";
import { ALL_PERMISSIONS } from "#lib/auth/permissions.ts";
import { LIVE_TOPICS } from "./message.ts";

/** The payload of a notification; PostgreSQL takes fewer than 8,000 bytes. */
export const liveEventSchema = z.object({
  topic: z.enum(LIVE_TOPICS),
  /** Told to this person alone. */
  userId: z.uuid().optional(),
  /** Told to those who may see this queue. */
  queueId: z.uuid().optional(),
  /** With `queueId`: the policy of the case, for people whose rights end at some policies. */
  policyCode: z.string().nullish(),
  caseNumber: z.number().int().optional(),
  /** The case's version after the change; whoever has that one already need not read it again. */
  version: z.number().int().optional(),
  area: z.string().max(100).optional(),
  /** Told to those who have it; when left out, `queues:read` for a queue and its cases, else anybody signed in. */
  permission: z.enum(ALL_PERMISSIONS).optional(),
});
export type LiveEvent = z.infer<typeof liveEventSchema>;
