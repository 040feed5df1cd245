import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  BEHAVIOUR_WIDTH,
  behaviourFacts,
  behaviourFeatures,
  fitBehaviourScales,
} from "#lib/scoring/behaviour-features.ts";
import { auc } from "../metrics.ts";
import { seededRandom } from "../seeded-random.ts";
import { fitModality, runFusion } from "./fusion-model.ts";
import { trainFusion } from "./train-fusion.ts";

/** Labelled accounts lie beside the project, not in it; without them there is nothing to measure. */
const DATA = "../shared/data/accounts/twitter-bots.csv";

type Account = { facts: ReturnType<typeof behaviourFacts>; split: string; bot: boolean };

/** The accounts of a table without quoted cells, and the numbers of the lines that say nothing usable. */
function readAccounts(table: string): { accounts: Account[]; broken: number[] } {
  const [header = "", ...rows] = table.trim().split(/\r?\n/);
  const names = header.split(",");
  const accounts: Account[] = [];
  const broken: number[] = [];
  for (const [at, row] of rows.entries()) {
    const cells = Object.fromEntries(row.split(",").map((cell, column) => [names[column], cell]));
    const count = (name: string) => (cells[name] ? Number(cells[name]) : undefined);
    if (cells.bot !== "0" && cells.bot !== "1") {
      broken.push(at + 2);
      continue;
    }
    const facts = behaviourFacts({
      text: "",
      accountAgeDays: count("account_age_days") ?? null,
      accountFacts: {
        followers: count("follower_count"),
        following: count("following_count"),
        postCount: count("post_count"),
      },
      itemFacts: {},
    });
    // There is no post, so nothing was counted in one.
    const { urls, hashtags, mentions, length, ...ofAccount } = facts;
    accounts.push({ facts: ofAccount, split: cells.split ?? "", bot: cells.bot === "1" });
  }
  return { accounts, broken };
}

describe.skipIf(!existsSync(DATA))("behaviour alone, on labelled accounts", () => {
  it("tells bots at an AUC of 0.85 or more on held-out accounts; the broken row is named and left out", () => {
    const { accounts, broken } = readAccounts(readFileSync(DATA, "utf8"));
    console.log(broken, accounts.length);
    const of = (split: string) => accounts.filter((one) => one.split === split);
    const scales = fitBehaviourScales(of("train").map(({ facts }) => facts));
    const examples = (split: string) =>
      of(split).map(({ facts, bot }) => ({
        inputs: [behaviourFeatures(facts, scales)],
        labels: Int8Array.of(bot ? 1 : 0),
      }));
    const train = examples("train");
    const seen = train.flatMap(({ inputs }) => inputs[0] ?? []);
    const shape = {
      modalities: [fitModality("behaviour", BEHAVIOUR_WIDTH, seen)],
      projection: 16,
      hidden: [32],
      heads: 1,
    };
    const model = trainFusion(shape, train, examples("dev"), {
      epochs: 60,
      rate: 3e-3,
      modalityDropout: 0,
      random: seededRandom(1),
    });
    const scored = examples("test").map(({ inputs, labels }) => ({
      score: runFusion(model, [inputs])[0] as number,
      positive: labels[0] === 1,
    }));
    console.log(auc(scored), scored.length);
    expect(auc(scored)).toBeGreaterThan(0.85);
  });
});
