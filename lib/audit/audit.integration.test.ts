import { describe, expect, it } from "vitest";
import { db, inTransaction } from "#lib/db/index.ts";
import { appendAudit, verifyAudit } from "./index.ts";

const event = (n: number) => ({ actor: "system", action: "test.happened", subject: `thing:${n}`, data: { n, nested: { b: 1, a: "ü" } } });

async function withoutGuard(change: () => Promise<unknown>): Promise<void> {
  await db().$executeRaw`ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only`;
  await change();
  await db().$executeRaw`ALTER TABLE audit_entries ENABLE TRIGGER audit_entries_append_only`;
}

describe("invariant 13: the audit log is a hash chain", () => {
  it("fifty transactions at once make one unbroken chain", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => inTransaction((tx) => appendAudit(tx, [event(n), event(n + 1000)]))));
    expect(await verifyAudit(db())).toMatchObject({ intact: true, entries: 100n });
  });

  it("a transaction that fails leaves no gap", async () => {
    await expect(
      inTransaction(async (tx) => {
        await appendAudit(tx, [event(1)]);
        throw new Error("afterwards");
      }),
    ).rejects.toThrow("afterwards");
    await inTransaction((tx) => appendAudit(tx, [event(2)]));
    expect(await verifyAudit(db())).toMatchObject({ intact: true, entries: 101n });
  });

  it("the database refuses to change or delete an entry", async () => {
    await expect(db().auditEntry.update({ where: { sequence: 5n }, data: { actor: "nobody" } })).rejects.toThrow(/append-only/);
    await expect(db().auditEntry.delete({ where: { sequence: 5n } })).rejects.toThrow(/append-only/);
  });

  it.each([
    ["an edited body", 7n, () => db().$executeRaw`UPDATE audit_entries SET body = replace(body, 'happened', 'hidden') WHERE sequence = 7`],
    ["an edited column", 8n, () => db().$executeRaw`UPDATE audit_entries SET actor = 'user:innocent' WHERE sequence = 8`],
    ["a moved time", 9n, () => db().$executeRaw`UPDATE audit_entries SET at = at - interval '1 day' WHERE sequence = 9`],
    ["a removed entry", 11n, () => db().$executeRaw`DELETE FROM audit_entries WHERE sequence = 10`],
    ["a cut tail", 101n, () => db().$executeRaw`DELETE FROM audit_entries WHERE sequence > 90`],
  ])("finds %s", async (_name, sequence, tamper) => {
    const saved = await db().auditEntry.findMany();
    await withoutGuard(tamper);
    expect(await verifyAudit(db())).toMatchObject({ intact: false, sequence });
    await withoutGuard(async () => {
      await db().auditEntry.deleteMany();
      await db().auditEntry.createMany({ data: saved });
    });
    expect(await verifyAudit(db())).toMatchObject({ intact: true });
  });
});
