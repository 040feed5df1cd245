import { expect, it } from "vitest";
import { applyMigrations } from "./apply-migrations.ts";
import { diffSchema } from "./diff-schema.ts";

it("the migrations make exactly what prisma/schema.prisma says, by Prisma's own engine", async () => {
  expect(await diffSchema(process.env.DATABASE_URL ?? "")).toBe("");
});

it("applying the migrations again changes nothing", async () => {
  expect(await applyMigrations(process.env.DATABASE_URL ?? "")).toEqual([]);
});
