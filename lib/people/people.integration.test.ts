import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aViewer, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import { openSession, readViewer, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { claimCase, getCase } from "#lib/review/index.ts";
import {
  acceptInvitation,
  createRole,
  deactivatePerson,
  deleteRole,
  invitePerson,
  listSessions,
  readInvitation,
  revokeOtherSessions,
  revokeSession,
  syncRoles,
  updatePerson,
  updateRole,
} from "./index.ts";

const ORIGIN = { address: "192.0.2.7", userAgent: "a browser" };
const NO_MANAGER = { kind: "conflict" };

beforeAll(installPolicies);

/** Somebody as they are at their next request. */
async function signedIn(viewer: Viewer): Promise<Viewer | null> {
  return readViewer(await openSession(viewer.userId, ORIGIN, false));
}

async function claimed(holder: Viewer): Promise<number> {
  const [number = 0] = await openCasesFor(1);
  await claimCase(holder, number, (await getCase(holder, number)).version);
  return number;
}

async function revisionOf(id: string): Promise<number> {
  return (await db().role.findUniqueOrThrow({ where: { id } })).revision;
}

describe("somebody can always manage people", () => {
  let admins: [Viewer, Viewer];
  beforeEach(async () => {
    admins = [await aViewer("admin"), await aViewer("admin")];
    const { userId } = admins[0];
    await db().user.updateMany({
      where: { roles: { has: "admin" }, id: { notIn: [userId, admins[1].userId] } },
      data: { active: false },
    });
  });

  it("of two admins who deactivate each other at once, one stays", async () => {
    const [a, b] = admins;
    const outcomes = await Promise.allSettled([
      deactivatePerson(a, b.userId, null),
      deactivatePerson(b, a.userId, null),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: NO_MANAGER });
    expect(await db().user.count({ where: { roles: { has: "admin" }, active: true } })).toBe(1);
  });

  it("the database refuses it too, whoever writes and however many at once", async () => {
    const outcomes = await Promise.allSettled(
      admins.map(({ userId }) =>
        db().$transaction(async (tx) => {
          await tx.user.update({ where: { id: userId }, data: { roles: ["moderator"] } });
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("neither by unticking the permission, nor by replacing the role", async () => {
    const [a] = admins;
    const request = { name: "Admin", nameFa: "", permissions: [], secondFactor: false };
    const revision = await revisionOf("admin");
    await expect(updateRole(a, "admin", { ...request, revision })).rejects.toMatchObject(NO_MANAGER);
    await expect(deleteRole(a, "admin", "moderator")).rejects.toMatchObject(NO_MANAGER);
    expect(await revisionOf("admin")).toBe(revision);
  });
});

describe("roles", () => {
  it("what a role may is what the table says, from the next request on, and work in hand is not lost", async () => {
    const admin = await aViewer("admin");
    const ticked = { name: "Night shift", nameFa: "", secondFactor: false };
    const { id } = await createRole(admin, {
      ...ticked,
      permissions: ["queues:read", "cases:read", "cases:decide"],
    });
    const person = await aViewer("moderator");
    await updatePerson(admin, person.userId, { roles: [id] });
    const before = await signedIn(person);
    expect(before?.permissions).toEqual(["self:edit", "queues:read", "cases:read", "cases:decide"]);
    await updateRole(admin, id, { ...ticked, permissions: ["queues:read"], revision: 1 });
    expect((await signedIn(person))?.permissions).toEqual(["self:edit", "queues:read"]);
    await expect(updateRole(admin, id, { ...ticked, permissions: [], revision: 1 })).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("one that people have is not taken away without saying which they get instead", async () => {
    const admin = await aViewer("admin");
    const { id } = await createRole(admin, {
      name: "Short",
      nameFa: "",
      permissions: [],
      secondFactor: false,
    });
    const person = await aViewer("moderator");
    await updatePerson(admin, person.userId, { roles: [id, "annotator"] });
    await expect(deleteRole(admin, id, null)).rejects.toMatchObject({ kind: "conflict" });
    await expect(db().role.delete({ where: { id } })).rejects.toThrow();
    await deleteRole(admin, id, "annotator");
    expect((await db().user.findUniqueOrThrow({ where: { id: person.userId } })).roles).toEqual([
      "annotator",
    ]);
  });

  it("a permission that a new version brings is given by default once, and never against an admin", async () => {
    await db().role.update({
      where: { id: "lead" },
      data: { permissions: ["self:edit"], known: ["self:edit", "queues:read"] },
    });
    await syncRoles(db());
    const lead = await db().role.findUniqueOrThrow({ where: { id: "lead" } });
    expect(lead.permissions).toContain("audit:read");
    expect(lead.permissions).not.toContain("queues:read");
    expect(lead.permissions).not.toContain("people:manage");
  });
});

describe("invitations", () => {
  const invited = { name: "New", roles: ["moderator"], limits: [] };
  const chosen = { name: "New Person", password: "a long enough password" };
  const tokenOf = ({ url }: { url: string }) => url.split("/").at(-1) ?? "";

  it("a link works once, also for two who press at the same moment, and only its hash is kept", async () => {
    const admin = await aViewer("admin");
    const email = `${crypto.randomUUID()}@docket.local`;
    const limits = [{ role: "moderator", queues: ["care"], policies: [] }];
    const token = tokenOf(await invitePerson(admin, { ...invited, email, limits }));
    expect(await readInvitation(token)).toEqual({ email, name: "New" });
    const outcomes = await Promise.allSettled([1, 2].map(() => acceptInvitation(token, chosen, "192.0.2.8")));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const user = await db().user.findUniqueOrThrow({ where: { email }, include: { limits: true } });
    expect(user.limits).toMatchObject([{ roleId: "moderator", queues: ["care"] }]);
    expect(JSON.stringify(await db().invitation.findMany())).not.toContain(token);
  });

  it("a link that ran out, or was followed by another, makes no account", async () => {
    const admin = await aViewer("admin");
    const email = `${crypto.randomUUID()}@docket.local`;
    const first = tokenOf(await invitePerson(admin, { ...invited, email }));
    const second = tokenOf(await invitePerson(admin, { ...invited, email }));
    await expect(acceptInvitation(first, chosen, "192.0.2.9")).rejects.toMatchObject({ kind: "not_found" });
    const later = new Date(Date.now() + 8 * 86_400_000);
    await expect(acceptInvitation(second, chosen, "192.0.2.9", later)).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});

describe("sessions", () => {
  it("one that is ended is refused at the next request; the others go on", async () => {
    const viewer = await aViewer("moderator");
    const [here, there] = [
      await openSession(viewer.userId, ORIGIN, false),
      await openSession(viewer.userId, ORIGIN, false),
    ];
    const me = { ...viewer, sessionId: here };
    expect(
      (await listSessions(me, viewer.userId)).map(({ id, current }) => ({ id, current })),
    ).toContainEqual({
      id: here,
      current: true,
    });
    await revokeSession(me, viewer.userId, there);
    expect(await readViewer(there)).toBeNull();
    expect(await readViewer(here)).not.toBeNull();
    await expect(revokeSession(await aViewer("moderator"), viewer.userId, here)).rejects.toMatchObject({
      kind: "forbidden",
    });
    const third = await openSession(viewer.userId, ORIGIN, false);
    expect(await revokeOtherSessions(me, viewer.userId)).toEqual({ ended: 1 });
    expect(await readViewer(third)).toBeNull();
  });

  it("deactivating somebody ends their sessions and moves their work to a colleague who may have it", async () => {
    const admin = await aViewer("admin");
    const [leaver, taker] = [await aViewer("moderator"), await aViewer("moderator")];
    const session = await openSession(leaver.userId, ORIGIN, false);
    const number = await claimed(leaver);
    expect(await deactivatePerson(admin, leaver.userId, taker.userId)).toEqual({
      reassigned: [number],
      released: [],
    });
    expect(await readViewer(session)).toBeNull();
    expect((await getCase(taker, number)).claim?.mine).toBe(true);
  });

  it("without a colleague, or with one who may not have it, work goes back to its queue", async () => {
    const admin = await aViewer("admin");
    const [leaver, labeller] = [await aViewer("moderator"), await aViewer("annotator")];
    const number = await claimed(leaver);
    expect(await deactivatePerson(admin, leaver.userId, labeller.userId)).toEqual({
      reassigned: [],
      released: [number],
    });
    expect((await getCase(admin, number)).claim).toBeNull();
  });

  it("a case that somebody may not decide any more goes back to its queue", async () => {
    const admin = await aViewer("admin");
    const holder = await aViewer("moderator");
    const number = await claimed(holder);
    await updatePerson(admin, holder.userId, {
      limits: [{ role: "moderator", queues: ["care"], policies: [] }],
    });
    expect((await getCase(admin, number)).claim).toBeNull();
  });
});
