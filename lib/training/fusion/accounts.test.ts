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
  it("tells bots at an AUC of 0.9 or more on held-out accounts", () => {
    const { accounts } = readAccounts(readFileSync(DATA, "utf8"));
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
    expect(auc(scored)).toBeGreaterThanOrEqual(0.9);
  }, 60_000);

  it("names a row with a broken label by its line and leaves it out; an unknown age is missing, not 0", () => {
    const table = readFileSync(DATA, "utf8").trim();
    const whole = readAccounts(table);
    const ageless = whole.accounts.filter(({ facts }) => facts.accountAgeDays === null);
    expect(ageless.length).toBeGreaterThan(0);
    const torn = table.slice(0, -1);
    const last = table.split("\n").length;
    expect(readAccounts(torn)).toEqual({
      accounts: whole.accounts.slice(0, -1),
      broken: [...whole.broken, last],
    });
  });
});
