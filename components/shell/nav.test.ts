import { expect, test } from "vitest";
import { permissionsOf } from "#lib/auth/permissions.ts";
import { areasFor, homeFor, permissionFor } from "./nav.ts";

const keys = (roles: Parameters<typeof permissionsOf>[0]) =>
  areasFor(permissionsOf(roles)).flatMap((group) => group.areas.map((area) => area.key));

test("a moderator sees the work, the policies and what is their own, no settings of others", () => {
  expect(keys(["moderator"])).toEqual([
    "queues",
    "search",
    "decisions",
    "questions",
    "feedback",
    "wellbeing",
    "policies",
    "keys",
    "security",
  ]);
});

test("an admin sees every area", () => {
  expect(keys(["admin"])).toHaveLength(27);
});

test("everyone lands where their work is", () => {
  expect(homeFor(permissionsOf(["annotator"]))).toBe("/annotate");
  expect(homeFor(permissionsOf(["moderator"]))).toBe("/queues");
});

test("a session is open to those it invites, the page about quality to leads", () => {
  expect(permissionFor("/quality/sessions/3")).toBe("quality:take_part");
  expect(permissionFor("/quality")).toBe("quality:manage");
});
