import { expect, test } from "vitest";
import { permissionsOf } from "#lib/auth/permissions.ts";
import { areasFor, homeFor } from "./nav.ts";

const keys = (roles: Parameters<typeof permissionsOf>[0]) =>
  areasFor(permissionsOf(roles)).flatMap((group) => group.areas.map((area) => area.key));

test("a moderator sees the work and the policies, no settings", () => {
  expect(keys(["moderator"])).toEqual(["queues", "feedback", "policies"]);
});

test("an admin sees every area", () => {
  expect(keys(["admin"])).toHaveLength(14);
});

test("everyone lands where their work is", () => {
  expect(homeFor(permissionsOf(["annotator"]))).toBe("/annotate");
  expect(homeFor(permissionsOf(["moderator"]))).toBe("/queues");
});
