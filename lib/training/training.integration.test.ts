import { beforeAll, describe, expect, it } from "vitest";
import { installPolicies } from "#e2e/support/builders.ts";
import { noticesAndSpam } from "#e2e/support/notices-and-spam.ts";
import { db } from "#lib/db/index.ts";
import { scoreTexts } from "#lib/scoring/index.ts";
import { modelInForce } from "#lib/scoring/model-in-force.ts";
import { promoteVersion, rollBack, runTraining, startTraining } from "./index.ts";
import { agreeOn, aLead, hereAndNow, installModel, revision } from "./testing.ts";

beforeAll(async () => {
  await installPolicies();
  await installModel();
});

describe("the way of a label to the model in force", () => {
  it("labels move like posts, the gate passes, promotion changes what scores, and rolling back undoes it", {
    timeout: 90_000,
  }, async () => {
    const lead = await aLead();
    await agreeOn(noticesAndSpam());
    const notice = { id: "a", text: "Free delivery on every order from the harbour next sunday" };
    const before = await scoreTexts([notice], await modelInForce());

    const { run } = await startTraining(lead, { note: "" });
    const started = await db().trainingRun.findUniqueOrThrow({ where: { number: run } });
    expect(await runTraining(started.id, hereAndNow)).toBeNull();

    const evaluation = await db().modelEvaluation.findFirstOrThrow();
    const { version } = await db().modelVersion.findFirstOrThrow({ where: { trainingRunId: started.id } });
    expect(evaluation.passed).toBe(true);
    await promoteVersion(lead, version, { revision: await revision(), reason: "reads notices better" });
    const after = await scoreTexts([notice], await modelInForce());
    expect(after.model.version).toBe(version);
    expect(after.results[0]?.signals.spam).toBeLessThan((before.results[0]?.signals.spam ?? 0) - 0.1);

    await rollBack(lead, { revision: await revision(), reason: "only a test" });
    expect((await scoreTexts([notice], await modelInForce())).results).toEqual(before.results);
  });
});
