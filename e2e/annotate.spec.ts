import { readFile } from "node:fs/promises";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { ProjectView } from "#lib/annotation/schema.ts";
import { ConsoleSession } from "./bench/console-session.ts";
import { expectAccessible } from "./support/accessible.ts";
import { type DemoRole, demo, signIn, start, visit } from "./support/people.ts";

const PROJECT = {
  name: "Stories",
  guidelines: "One label or none.",
  labels: [
    { label: "hate", name: "Hate", description: "Attacks people for what they are." },
    { label: "spam", name: "Spam", description: "" },
  ],
  sampling: { goldShare: 0 },
};

async function session(baseURL: string | undefined, role: DemoRole): Promise<ConsoleSession> {
  const person = demo().people.find((one) => one.role === role);
  return ConsoleSession.signIn(baseURL ?? "", person?.email ?? "", person?.password ?? "");
}

/** A project with so many plain texts; returns its address. */
async function aProject(baseURL: string | undefined, name: string, texts: string[]): Promise<string> {
  const lead = await session(baseURL, "lead");
  const { slug } = await lead.post<{ slug: string }>("/api/console/annotation/projects", {
    ...PROJECT,
    name,
  });
  const lines = texts.map((text, n) => JSON.stringify({ id: `t-${n}`, text })).join("\n");
  await lead.fetch(`/api/console/annotation/projects/${slug}/import`, { method: "POST", body: lines });
  return slug;
}

async function view(baseURL: string | undefined, role: DemoRole, slug: string): Promise<ProjectView> {
  const answer = await (await session(baseURL, role)).fetch(`/api/console/annotation/projects/${slug}`);
  return ((await answer.json()) as { project: ProjectView }).project;
}

/** Answers the text in view with these keys, and waits until the next one is there. */
async function answerWith(page: Page, ...keys: string[]): Promise<void> {
  const text = page.getByRole("article").locator("p").first();
  const before = await text.textContent();
  for (const key of keys) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await expect(text).not.toHaveText(before ?? "");
}

test("an annotator lands at the projects and labels ten texts by keyboard alone, taking one back", async ({
  page,
  baseURL,
}) => {
  const texts = Array.from({ length: 12 }, (_, n) => `A plain story about boat ${n}.`);
  const slug = await aProject(baseURL, "Ten by keyboard", texts);
  await start(page, "annotator");
  await expect(page).toHaveURL(/\/annotate$/);
  await expect(page.getByRole("link", { name: "Ten by keyboard" })).toBeVisible();
  await expectAccessible(page);

  await visit(page, `/annotate/${slug}/label`);
  const main = page.getByRole("main");
  await expect(main.getByRole("article")).toContainText("boat 0");
  await expect(main.getByText("One label or none.")).toBeVisible();
  await expect(main.getByText("Next text ready")).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press("Enter");
  await expect(main.getByText("Choose labels, or 0 for none of these.")).toBeVisible();
  await page.keyboard.press("1");
  await expect(main.getByRole("button", { name: "Hate" })).toHaveAttribute("aria-pressed", "true");
  await answerWith(page, "2");
  await expect(main.getByText("1 today").or(main.getByText(/\d+ today/))).toBeVisible();

  await page.keyboard.press("z");
  await expect(main.getByRole("article")).toContainText("boat 0");
  await expect(main.getByRole("button", { name: "Spam" })).toHaveAttribute("aria-pressed", "true");
  await answerWith(page, "2");
  for (let n = 1; n < 10; n++) await answerWith(page, n % 2 === 0 ? "1" : "0");
  await expect(main.getByText("10 in this project")).toBeVisible();

  await page.keyboard.press("s");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByLabel("Unclear: I cannot tell").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(main.getByRole("article")).toContainText("boat 11");
  await page.keyboard.press("0");
  await page.keyboard.press("Enter");
  await expect(main.getByText("Nothing left for you here")).toBeVisible();
  await expectAccessible(page);
  expect((await view(baseURL, "annotator", slug)).mine).toMatchObject({ answered: 11 });
});

test("what one annotator said is not in what another is given", async ({ baseURL }) => {
  const slug = await aProject(baseURL, "Blind", ["A text for two people."]);
  const next = async (role: DemoRole) => {
    const person = await session(baseURL, role);
    const { task } = await person.post<{ task: { id: string; labels: string[] } }>(
      `/api/console/annotation/projects/${slug}/next`,
      { held: [] },
    );
    return { person, task };
  };
  const first = await next("annotator");
  await first.person.post(`/api/console/annotation/answers/${first.task.id}`, { labels: ["hate"] });
  const second = await next("admin");
  expect(JSON.stringify(second.task)).not.toContain("hate");
  expect(second.task.labels).toEqual([]);
  await second.person.post(`/api/console/annotation/answers/${second.task.id}`, { labels: ["hate"] });
  await expect.poll(async () => (await view(baseURL, "lead", slug)).done).toBe(1);
});

async function inFarsi(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name: "locale", value: "fa", url: baseURL }]);
  return context.newPage();
}

test("in Farsi, with the keys where they are on a Farsi layout", async ({ browser, baseURL }) => {
  const slug = await aProject(baseURL, "Farsi story", ["این متن ساده است.", "این یکی هم.", "و این آخری."]);
  const page = await inFarsi(browser, baseURL);
  await signIn(page, "annotator");
  await visit(page, `/annotate/${slug}/label`);
  const article = page.getByRole("article");
  await expect(article).toContainText("این متن ساده است.");
  await expect(page.getByText("متن بعدی آماده است")).toBeVisible();
  // What a Farsi layout sends for the key that prints 1.
  await page.evaluate(() =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { code: "Digit1", key: "۱", bubbles: true })),
  );
  await expect(article.getByRole("button", { name: "Hate" })).toHaveAttribute("aria-pressed", "true");
  await answerWith(page);
  await expect(article).toContainText("این یکی هم.");
  await expectAccessible(page);
  await page.context().close();
});

test("a lead makes a project, imports a file with broken lines, reads the report and exports", async ({
  page,
}) => {
  await start(page, "lead");
  await page.getByRole("link", { name: "Annotate", exact: true }).click();
  await page.getByRole("button", { name: "New project" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name", { exact: true }).fill("Broken lines");
  await form.getByLabel("Guidelines").fill("Say what you see.");
  await form.getByLabel("Label 1: name in data").fill("spam");
  await form.getByLabel("Label 1: name on screen").fill("Spam");
  await expectAccessible(page);
  await form.getByRole("button", { name: "New project" }).click();
  await expect(page).toHaveURL(/\/annotate\/broken-lines/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Broken lines");

  await page.getByRole("button", { name: "Import" }).click();
  const file = [
    '{"id":"a","text":"first"}',
    "{broken",
    '{"id":"b","text":"second","gold":["wit"]}',
    '{"id":"c","text":"third","lang":"en","gold":["spam"]}',
    '{"id":"a","text":"first again"}',
  ].join("\n");
  await page
    .getByLabel("File")
    .setInputFiles({ name: "texts.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(file) });
  await page.getByRole("dialog").getByRole("button", { name: "Import" }).click();
  const report = page.getByRole("dialog").getByRole("status");
  await expect(report).toContainText("2 added, 1 known already, 2 refused");
  await expect(report).toContainText("Line 2: This is not JSON.");
  await expect(report).toContainText('Line 3: gold: the project has no label "wit"');
  await expectAccessible(page);
  await page.getByRole("button", { name: "Done" }).click();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  const exported = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  expect(exported.map((line) => JSON.parse(line).text)).toEqual(["first", "third"]);
  await expect(page.getByText("0 of 1").first()).toBeVisible();
  await expectAccessible(page);
});

test("a lead sees what a batch would be made of, and adds it", async ({ page, baseURL }) => {
  const slug = await aProject(baseURL, "From the pool", ["one to begin with"]);
  await signIn(page, "lead");
  await visit(page, `/annotate/${slug}`);
  await page.getByRole("button", { name: "Add tasks" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("How many").fill("10");
  await expect(dialog.getByRole("status")).toContainText(/Pool of \d+\. 8 where .+ is unsure.+; 2 at random/);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText(/10 added: \d+ unsure, \d+ for being unlike, 2 at random/)).toBeVisible();
  await expect(page.getByText("0 of 11").first()).toBeVisible();
});

test("whoever may not label has no link to it and is told so", async ({ page }) => {
  await start(page, "moderator");
  await expect(page.getByRole("link", { name: "Annotate" })).toHaveCount(0);
  await page.goto("/annotate");
  await expect(page.getByRole("heading", { name: "Not yours to open" })).toBeVisible();
});
