import { expect, test } from "vitest";
import { type Grant, permissionsOf } from "#lib/auth/permissions.ts";
import { messageFor } from "./audience.ts";

const [ME, OTHER, QUEUE_ID] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
const person = (limits: Partial<Grant> = {}) => ({
  userId: ME,
  grants: [{ permissions: permissionsOf(["moderator"]), queues: null, policies: null, ...limits }],
});
const ofQueue = { topic: "queue", queueId: QUEUE_ID } as const;

test("a change in a queue reaches those who may see the queue, and nobody else", () => {
  expect(messageFor(person(), ofQueue, "spam")).toEqual({ topic: "queue", queue: "spam" });
  expect(messageFor(person({ queues: ["spam"] }), ofQueue, "spam")).not.toBeNull();
  expect(messageFor(person({ queues: ["care"] }), ofQueue, "spam")).toBeNull();
  expect(messageFor(person({ permissions: permissionsOf(["annotator"]) }), ofQueue, "spam")).toBeNull();
});

test("a case outside of a person's policies is not told to them", () => {
  const ofCase = { topic: "case", queueId: QUEUE_ID, caseNumber: 7, policyCode: "SPAM-1" } as const;
  expect(messageFor(person({ policies: ["SPAM-1"] }), ofCase, "spam")).toMatchObject({ caseNumber: 7 });
  expect(messageFor(person({ policies: ["HATE-1"] }), ofCase, "spam")).toBeNull();
  expect(messageFor(person({ policies: ["HATE-1"] }), { ...ofCase, policyCode: null }, "spam")).toBeNull();
});

test("what is for one person reaches that person alone", () => {
  const lost = { topic: "claim_lost", caseNumber: 7 } as const;
  expect(messageFor(person(), { ...lost, userId: ME }, null)).toMatchObject({ caseNumber: 7 });
  expect(messageFor(person(), { ...lost, userId: OTHER }, null)).toBeNull();
});

test("an event that names a permission reaches those who have it; one of an unknown queue reaches nobody", () => {
  expect(
    messageFor(person(), { topic: "area", area: "people", permission: "people:manage" }, null),
  ).toBeNull();
  expect(messageFor(person(), { topic: "area", area: "rules" }, null)).toMatchObject({ area: "rules" });
  expect(messageFor(person(), ofQueue, undefined)).toBeNull();
});
