import { randomBytes } from "node:crypto";
import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, seal, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { sendSigned } from "./send-signed.ts";

export const createEndpointSchema = z.object({ url: z.url({ protocol: /^https?$/ }).max(2000) });
export const setEndpointEnabledSchema = z.object({ enabled: z.boolean() });

export interface EndpointView {
  id: string;
  url: string;
  enabled: boolean;
  createdAt: string;
  pending: number;
  dead: number;
}

/** Endpoints with what waits for them. */
export async function listEndpoints(viewer: Viewer): Promise<EndpointView[]> {
  assertCan(viewer, "webhooks:manage");
  const endpoints = await db().webhookEndpoint.findMany({ orderBy: { createdAt: "asc" } });
  const counts = await db().enforcement.groupBy({
    by: ["endpointId", "state"],
    where: { state: { in: ["pending", "sending", "dead"] } },
    _count: true,
  });
  const count = (id: string, dead: boolean) =>
    counts
      .filter((row) => row.endpointId === id && (row.state === "dead") === dead)
      .reduce((sum, row) => sum + row._count, 0);
  return endpoints.map(({ id, url, enabled, createdAt }) => ({
    id,
    url,
    enabled,
    createdAt: createdAt.toISOString(),
    pending: count(id, false),
    dead: count(id, true),
  }));
}

/** Adds an endpoint; its signing secret is returned this once and kept sealed. */
export async function createEndpoint(
  actor: Viewer | "system",
  request: z.input<typeof createEndpointSchema>,
): Promise<{ id: string; secret: string }> {
  if (actor !== "system") assertCan(actor, "webhooks:manage");
  const { url } = createEndpointSchema.parse(request);
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  return inTransaction(async (tx) => {
    const row = await tx.webhookEndpoint.create({ data: { url, secretSealed: seal(secret) } });
    const by = actor === "system" ? "system" : `user:${actor.userId}`;
    await appendAudit(tx, [
      {
        actor: by,
        action: "webhook.created",
        subject: `webhook:${row.id}`,
        data: { host: new URL(url).host },
      },
    ]);
    return { id: row.id, secret };
  });
}

/** A disabled endpoint gets no new deliveries; those already queued for it still go out. @throws DomainError not_found */
export async function setEndpointEnabled(viewer: Viewer, id: string, enabled: boolean): Promise<void> {
  assertCan(viewer, "webhooks:manage");
  await inTransaction(async (tx) => {
    const { count } = await tx.webhookEndpoint.updateMany({ where: { id }, data: { enabled } });
    if (count === 0) throw new DomainError("not_found", "There is no such endpoint.");
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: enabled ? "webhook.enabled" : "webhook.disabled",
        subject: `webhook:${id}`,
        data: {},
      },
    ]);
  });
}

/** Sends a signed test message now and says what came back. @throws DomainError not_found */
export async function sendTest(viewer: Viewer, id: string): Promise<{ ok: boolean; detail: string }> {
  assertCan(viewer, "webhooks:manage");
  const endpoint = await db().webhookEndpoint.findUnique({ where: { id } });
  if (!endpoint) throw new DomainError("not_found", "There is no such endpoint.");
  const body = JSON.stringify({ type: "test", timestamp: new Date().toISOString(), data: {} });
  try {
    const status = await sendSigned(
      { id: crypto.randomUUID(), url: endpoint.url, secretSealed: endpoint.secretSealed },
      body,
    );
    return { ok: status >= 200 && status < 300, detail: `HTTP ${status}` };
  } catch (error) {
    return { ok: false, detail: (error as Error).message };
  }
}
