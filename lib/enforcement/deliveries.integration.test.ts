import { Webhook } from "standardwebhooks";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AUTOMATIC_SIGNALS, aScorer, aViewer, ingest, installPolicies } from "#e2e/support/builders.ts";
import { aReceiver, type Receiver } from "#e2e/support/receiver.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { MAX_ATTEMPTS } from "./backoff.ts";
import { createEndpoint, deliverDue, listDeliveries, redeliver } from "./index.ts";

beforeAll(installPolicies);

let receiver: Receiver;
let secret: string;

beforeEach(async () => {
  await db().enforcement.deleteMany();
  await db().webhookEndpoint.deleteMany();
  receiver = await aReceiver();
  ({ secret } = await createEndpoint("system", { url: receiver.url }));
  return () => receiver.close();
});

/** An item that automation removes: one decision, one delivery. */
async function anEnforcement() {
  const [itemId = ""] = await ingest({ text: `buy followers now ${Math.random()}` });
  await judgeItems([itemId], aScorer(AUTOMATIC_SIGNALS), new Date(Date.now() - 1000));
  return db().enforcement.findFirstOrThrow({ where: { itemId } });
}

const makeDue = () =>
  db().enforcement.updateMany({
    where: { state: "pending" },
    data: { notBefore: new Date(Date.now() - 1000) },
  });

describe("invariant 5: deliveries are at least once, in order per item, signed, retried, and dead letters show", () => {
  it("arrives signed per Standard Webhooks, with an idempotency key", async () => {
    const { id } = await anEnforcement();
    expect(await deliverDue(10)).toMatchObject({ delivered: 1 });
    const [got] = receiver.received;
    expect(got?.headers["webhook-id"]).toBe(id);
    const verified = new Webhook(secret).verify(got?.raw ?? "", got?.headers ?? {});
    expect(verified).toMatchObject({
      type: "decision.made",
      data: { decision: { source: "automation" }, policy: { code: "S-1" } },
    });
    expect(() => new Webhook(secret).verify(`${got?.raw} `, got?.headers ?? {})).toThrow();
  });

  it("is tried again with growing delays and the same key, then becomes a dead letter that can be sent again", async () => {
    const { id } = await anEnforcement();
    receiver.answer(500);
    const delays: number[] = [];
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      await makeDue();
      await deliverDue(10, () => 0.5);
      const row = await db().enforcement.findUniqueOrThrow({ where: { id } });
      expect(row).toMatchObject({ attempts: attempt, lastStatus: 500 });
      if (row.state === "pending") delays.push(Math.round((row.notBefore.getTime() - Date.now()) / 1000));
    }
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(new Set(receiver.received.map((one) => one.headers["webhook-id"]))).toEqual(new Set([id]));

    const lead = await aViewer("lead");
    const { deliveries, dead } = await listDeliveries(lead, { state: "dead", limit: 50 });
    expect({ dead, ids: deliveries.map((one) => one.id) }).toEqual({ dead: 1, ids: [id] });
    expect(
      await db().auditEntry.count({ where: { action: "enforcement.dead", subject: `enforcement:${id}` } }),
    ).toBe(1);

    receiver.answer(200);
    await redeliver(lead, id);
    expect(await deliverDue(10)).toMatchObject({ delivered: 1 });
    await expect(redeliver(lead, id)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("keeps order per item: what follows waits for what failed, other items do not", async () => {
    const first = await anEnforcement();
    const { id: _id, sequence: _sequence, payload, ...rest } = first;
    const second = await db().enforcement.create({ data: { ...rest, payload: payload as object } });
    const other = await anEnforcement();
    receiver.answer(503);
    expect(await deliverDue(10)).toMatchObject({ taken: 2, failed: 2 });
    receiver.answer(200);
    expect(await deliverDue(10)).toMatchObject({ taken: 0 });
    await makeDue();
    await deliverDue(10);
    await deliverDue(10);
    const arrived = receiver.received.slice(2).map((one) => one.headers["webhook-id"]);
    expect(arrived.filter((id) => id !== other.id)).toEqual([first.id, second.id]);
    expect(arrived).toContain(other.id);
  });

  it("two workers never send the same delivery at once, and a worker killed while sending is replaced", async () => {
    const rows = [];
    for (let n = 0; n < 8; n++) rows.push(await anEnforcement());
    await Promise.all([deliverDue(5), deliverDue(5), deliverDue(5)]);
    await deliverDue(10);
    const ids = receiver.received.map((one) => one.headers["webhook-id"]);
    expect(ids).toHaveLength(8);
    expect(new Set(ids)).toEqual(new Set(rows.map((row) => row.id)));

    const stuck = await anEnforcement();
    await db().enforcement.update({
      where: { id: stuck.id },
      data: { state: "sending", attempts: 1, lockedUntil: new Date(Date.now() + 60_000) },
    });
    expect(await deliverDue(10)).toMatchObject({ taken: 0 });
    await db().enforcement.update({
      where: { id: stuck.id },
      data: { lockedUntil: new Date(Date.now() - 1) },
    });
    expect(await deliverDue(10)).toMatchObject({ delivered: 1 });
  });
});
