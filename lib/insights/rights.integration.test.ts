import { beforeAll, expect, it } from "vitest";
import { aLimitedViewer, installPolicies } from "#e2e/support/builders.ts";
import { insightsQuerySchema, listBehind, readInsights } from "./index.ts";

const EVERYTHING = insightsQuerySchema.parse({});

beforeAll(installPolicies);

it("a right that ends at policies shows theirs, one at a time; one that ends at queues shows none", async () => {
  const limited = await aLimitedViewer("lead", { policies: ["H-2", "S-1"] });
  const { options, policies } = await readInsights(limited, EVERYTHING);
  expect(options.policies.map(({ code }) => code).toSorted()).toEqual(["H-2", "S-1"]);
  expect(options.allPolicies).toBe(false);
  expect(policies.map(({ code }) => code)).toEqual(["H-2"]);
  const denied = { kind: "forbidden" };
  await expect(readInsights(limited, { ...EVERYTHING, policy: "H-1" })).rejects.toMatchObject(denied);
  await expect(listBehind(limited, "action", { ...EVERYTHING, policy: "H-1" })).rejects.toMatchObject(denied);
  const ofQueue = await aLimitedViewer("lead", { queues: ["care"] });
  await expect(readInsights(ofQueue, EVERYTHING)).rejects.toMatchObject(denied);
});
