import { expect, type Page, test } from "@playwright/test";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { expectAccessible } from "./support/accessible.ts";
import { aSentence, decideManyIn, isHarmful, type Topic } from "./support/decided-items.ts";
import { demo, platform, signIn, sql, visit } from "./support/people.ts";

const DAY_MS = 86_400_000;
const random = seededRandom(7);

type Api = ReturnType<typeof platform>;

/** A post of each topic by a young and by an old account. @returns what became of them, and who scored them */
async function sendPairs(api: Api, part: string) {
  const posts = (["kitchen", "garage"] as Topic[]).flatMap((topic) =>
    (["young", "old"] as const).map((age) => ({ topic, age, externalId: `${part}-${topic}-${age}` })),
  );
  for (const { topic, age, externalId } of posts)
    await api.send({
      externalId,
      text: aSentence(topic, random),
      language: "en",
      account: {
        externalId: `${age}-account`,
        createdAt: new Date(Date.now() - (age === "young" ? 8 : 1500) * DAY_MS).toISOString(),
      },
    });
  const found = [];
  for (const { topic, age, externalId } of posts) {
    await api.untilRouted(externalId);
    const { rows } = await sql<{ version: string; score: number }>(
      `SELECT s.version, (s.values->>'spam')::float8 AS score FROM signal_sets s JOIN items i ON i.id = s.item_id
       WHERE i.external_id = $1 AND s.source = 'fusion'`,
      [externalId],
    );
    found.push({ harmful: isHarmful(topic, age), score: rows[0]?.score, version: rows[0]?.version });
  }
  return found;
}

const panel = (page: Page) => page.getByRole("region", { name: "Fused model", exact: true });

test("a lead sees what is missing for a fused model; with enough decided, trains it, reads the gate, tries it in shadow, promotes, and rolls back", async ({
  page,
  request,
}) => {
  test.setTimeout(300_000);
  const api = platform(request);
  await signIn(page, "lead");
  await visit(page, "/models");
  await expect(panel(page).getByText(/more decided items? (is|are) needed/)).toBeVisible();
  const train = panel(page).getByRole("button", { name: "Freeze decisions and train" });
  await expect(train).toBeDisabled();
  await expectAccessible(page);

  await decideManyIn(demo().databaseUrl, 1800, ["young", "old"]);
  await page.reload();
  await expect(panel(page).getByText(/Enough is decided/)).toBeVisible();
  await train.click();
  await page.waitForURL(/\/models\/runs\/\d+$/);
  await page.getByRole("link", { name: /See version/ }).click({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: /Version \d+ against late fusion/ })).toBeVisible({
    timeout: 40_000,
  });
  await expect(page.getByText("gate passed")).toBeVisible();
  await expectAccessible(page);
  const version = /versions\/(\d+)$/.exec(page.url())?.[1];

  await page.getByRole("button", { name: "Score in shadow" }).click();
  await expect(page.getByRole("button", { name: "End shadow" })).toBeVisible();
  expect((await sendPairs(api, "shadow")).map((one) => one.version)).toEqual(Array(4).fill(undefined));
  await page.reload();
  await expect(page.getByText(/^It scored 4 items/)).toBeVisible();

  await page.getByRole("button", { name: "Promote" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("It sees what goes together");
  await dialog.getByRole("button", { name: "Promote" }).click();
  await expect(page.getByText(`late fusion → ${version}, promoted`)).toBeVisible();
  const scored = await sendPairs(api, "promoted");
  expect(scored.map((one) => one.version)).toEqual(Array(4).fill(version));
  expect(scored.map(({ score = 0 }) => score > 0.5)).toEqual(scored.map(({ harmful }) => harmful));

  await page.getByRole("button", { name: "Roll back" }).click();
  await dialog.getByLabel("Reason").fill("Only a rehearsal");
  await dialog.getByRole("button", { name: "Roll back" }).click();
  await expect(page.getByText(`${version} → late fusion, rolled back`)).toBeVisible();
  expect((await sendPairs(api, "after")).map((one) => one.version)).toEqual(Array(4).fill(undefined));
});
