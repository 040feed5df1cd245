import { Webhook } from "standardwebhooks";
import { unseal } from "#lib/auth/index.ts";
import { env } from "#lib/env.ts";
import { guardedPost } from "#lib/net/index.ts";

/** How long a receiver may take. */
const TIMEOUT_MS = 15_000;

/**
 * POSTs a body signed per Standard Webhooks. The id is the same at every attempt, so that a receiver
 * can drop what it has seen; the timestamp is this attempt's.
 * @returns the HTTP status @throws Error when no answer came
 */
export function sendSigned(
  to: { id: string; url: string; secretSealed: string },
  body: string,
): Promise<number> {
  const sentAt = new Date();
  return guardedPost({
    url: to.url,
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": "Docket",
      "webhook-id": to.id,
      "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
      "webhook-signature": new Webhook(unseal(to.secretSealed)).sign(to.id, sentAt, body),
    },
    timeoutMs: TIMEOUT_MS,
    allowPrivate: env().ALLOW_PRIVATE_WEBHOOKS,
  });
}
