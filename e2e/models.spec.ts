import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { readChampion } from "#lib/scoring/index.ts";
import { expectAccessible } from "./support/accessible.ts";
import { agreeOnIn } from "./support/agree-on.ts";
import { noticesAndSpam } from "./support/notices-and-spam.ts";
import { demo, platform, signIn, start, visit } from "./support/people.ts";

/** The version of the text model that scored a post. */
async function scoredBy(externalId: string): Promise<string | undefined> {
  const client = new Client({ connectionString: demo().databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ version: string }>(
    "SELECT s.version FROM signal_sets s JOIN items i ON i.id = s.item_id WHERE i.external_id = $1 AND s.source = 'text-moderator'",
    [externalId],
  );
  await client.end();
  return rows[0]?.version;
}

test("a lead freezes a snapshot, watches it train, reads the gate, promotes, and rolls back", async ({
  page,
  request,
}) => {
  test.setTimeout(300_000);
  const { version: champion } = await readChampion();
  await agreeOnIn(demo().databaseUrl, noticesAndSpam());
  const api = platform(request);
  await start(page, "lead");
  await page.getByRole("link", { name: "Models" }).click();
  await expect(page.getByRole("heading", { name: "Label supply" })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Freeze snapshot and train" }).click();
  await page.waitForURL(/\/models\/runs\/\d+$/);
  await expect(page.getByRole("img", { name: "Training and tuning loss by epoch" })).toBeVisible({
    timeout: 100_000,
  });
  await page.getByText("The numbers behind the chart").click();
  const toVersion = page.getByRole("link", { name: /See version/ });
  await expect(toVersion).toBeVisible({ timeout: 100_000 });
  await expect(page.getByRole("row")).toHaveCount(9);
  await expectAccessible(page);

  await page.getByRole("link", { name: /^Snapshot \d+$/ }).click();
  await expect(page.getByRole("heading", { name: "By label and split" })).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download JSONL" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\n");
  expect(JSON.parse(lines[0] ?? "")).toHaveProperty("provenance");
  await page.goBack();

  await toVersion.click();
  await expect(page.getByText("gate passed")).toBeVisible({ timeout: 100_000 });
  await expect(page.getByText(/^Better: log loss lower by/)).toBeVisible();
  for (const chart of ["ROC", "Precision and recall", "Calibration"])
    for (const part of [/^Version \d+ against/, "Measured"])
      await expect(
        page.getByRole("region", { name: part }).getByRole("img", { name: chart }).first(),
      ).toBeVisible();
  await expect(
    page.getByText("On this installation's frozen test posts, by its newest evaluation."),
  ).toBeVisible();
  await expectAccessible(page);
  const version = /versions\/(\d+)$/.exec(page.url())?.[1];

  await page.getByRole("button", { name: "Promote" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Reads notices of the village better");
  await dialog.getByRole("button", { name: "Promote" }).click();
  await expect(page.getByText(`${champion} → ${version}, promoted`)).toBeVisible();
  await api.send({ externalId: "after-promotion", text: "A plain post after the promotion" });
  await api.untilRouted("after-promotion");
  expect(await scoredBy("after-promotion")).toBe(version);

  await page.getByRole("button", { name: "Roll back" }).click();
  await dialog.getByLabel("Reason").fill("Only a rehearsal");
  await dialog.getByRole("button", { name: "Roll back" }).click();
  await expect(page.getByText(`${version} → ${champion}, rolled back`)).toBeVisible();
  await api.send({ externalId: "after-rollback", text: "A plain post after the roll-back" });
  await api.untilRouted("after-rollback");
  expect(await scoredBy("after-rollback")).toBe(champion);
});

test("every version shows what it was measured to do: curves, right and wrong, slices, identities, speed", async ({
  page,
}) => {
  await signIn(page, "lead");
  for (const version of ["1", "3"]) {
    await visit(page, `/models/versions/${version}`);
    const measured = page.getByRole("region", { name: "Measured" });
    await expect(measured.getByText(/test posts it has not learnt from/)).toBeVisible();
    for (const chart of ["ROC", "Precision and recall", "Calibration"])
      await expect(measured.getByRole("img", { name: chart })).toBeVisible();
    const confusion = measured.getByRole("region", { name: "Right and wrong at the thresholds in force" });
    await measured.getByRole("combobox", { name: "Label" }).selectOption({ label: "spam" });
    await expect(confusion.getByRole("row", { name: /review 0\.\d\d/ }).first()).toBeVisible();
    await measured.getByRole("combobox", { name: "Label" }).selectOption({ label: "hate" });
    const slices = measured.getByRole("region", { name: "By language and source" });
    await expect(slices.getByRole("row", { name: /^Language English/ })).toContainText(
      /\(0\.\d{3}–0\.\d{3}\)/,
    );
    await expect(slices.getByRole("row", { name: /^Source mlma/ })).toBeVisible();
    await expect(
      measured.getByRole("region", { name: "Identities, the worst first" }).getByRole("row"),
    ).toHaveCount(9);
    await expect(measured.getByText(/posts a second in batches/)).toBeVisible();
    await expectAccessible(page);
  }
  await expect(page.getByText(/Here, on cpu: median/)).toBeVisible();
});

test("the room in Farsi, for a person who may look but not train", async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: "locale", value: "fa", url: baseURL ?? "" }]);
  await start(page, "annotator");
  await page.getByRole("link", { name: "مدل‌ها" }).click();
  await expect(page.getByRole("heading", { name: "برچسب‌های تازه" })).toBeVisible();
  await expect(page.getByRole("button", { name: /آموزش/ })).toHaveCount(0);
  await expectAccessible(page);
});

test("a lead sees what scores beside the text model, with its card", async ({ page }) => {
  await start(page, "lead");
  await page.getByRole("link", { name: "Models" }).click();
  await page
    .getByRole("region", { name: "Other models" })
    .getByRole("link", { name: "image-moderator/1" })
    .click();
  await expect(page.getByRole("heading", { name: "image-moderator/1" })).toBeVisible();
  await expect(page.getByText(/Not calibrated and not measured here/)).toBeVisible();
  await expectAccessible(page);
});
