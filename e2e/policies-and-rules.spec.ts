import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { platform, signIn, start, visit } from "./support/people.ts";

// One installation: what one story publishes, the next would meet. They change what no other story here touches.
test.describe.configure({ mode: "default", timeout: 240_000 });

/** What the server says, without the page. */
async function json<T>(page: Page, address: string): Promise<T> {
  return (await page.request.get(address)).json() as Promise<T>;
}

type Policy = { versions: { version: number; state: string; note: string; thresholds: unknown }[] };

test("I change a threshold, see what it would have done, and a colleague publishes it", async ({
  page,
  browser,
  baseURL,
}) => {
  await start(page, "lead");
  await page.getByRole("link", { name: "Policies" }).click();
  await page.getByRole("row", { name: /X-1/ }).getByRole("link", { name: "Sexual content" }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(page.getByText("draft", { exact: true }).first()).toBeVisible();

  const impact = page.getByRole("region", { name: "The last 30 days under this draft" });
  await expect(impact).toContainText("Nothing would have gone another way.");
  await page.getByLabel("every other language: Review from").fill("0.99");
  await page.getByLabel("fa, pt-BR …").first().fill("fa");
  await page.getByRole("button", { name: "Own thresholds" }).click();
  await page.getByLabel("Persian: Review from").fill("0.999");
  await page.getByLabel("Persian: Automatic from").fill("");
  await page.getByLabel("Deciding many at once").selectOption("may be decided together");
  await page.getByLabel("Why it changes").fill("Too many harmless ones reach us.");
  const more = impact.getByRole("group").filter({ hasText: "Brings to people → Leaves alone" });
  await expect(more).toContainText(/[1-9]\d* items?/);
  await more.getByText("Brings to people → Leaves alone").click();
  await expect(more.getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Saved" })).toBeVisible();
  await page.getByRole("button", { name: "Hand in for review" }).click();
  await expect(page.getByText("You wrote in this version, so somebody else publishes it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish" })).toBeDisabled();

  const colleague = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await signIn(colleague, "admin");
  await visit(colleague, "/policies/X-1/edit");
  await expect(colleague.getByRole("row", { name: /Thresholds in Persian/ })).toContainText("review 1.00");
  await expect(colleague.getByRole("row", { name: /Deciding many at once/ })).toContainText("together");
  await expectAccessible(colleague);
  await colleague.getByRole("button", { name: "Publish" }).click();
  await expect(colleague).toHaveURL(/\/policies\/X-1$/);
  await expect(colleague.getByText("in force", { exact: true })).toBeVisible();
  await colleague.getByRole("link", { name: "History" }).click();
  await expect(colleague.getByText("Too many harmless ones reach us.")).toBeVisible();
  await expect(colleague.getByText(/published it/)).toBeVisible();
  await expectAccessible(colleague);

  const { versions } = await json<Policy>(page, "/api/console/policies/X-1");
  expect(versions[0]).toMatchObject({
    version: 2,
    state: "published",
    oneByOne: false,
    note: "Too many harmless ones reach us.",
  });
});

test("two of us write in one draft: the second loses nothing and says which text stays", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "lead");
  await visit(page, "/policies/P-1");
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Policy", { exact: true }).first().fill("Coarse words, mine");

  const other = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await signIn(other, "admin");
  await visit(other, "/policies/P-1/edit");
  await other.getByLabel("Policy", { exact: true }).first().fill("Coarse words, theirs");
  await other.keyboard.press("Control+s");
  await expect(other.getByRole("button", { name: "Saved" })).toBeVisible();

  await page.keyboard.press("Control+s");
  await expect(
    page.getByRole("alert").filter({ hasText: "Adam Admin saved this draft meanwhile" }),
  ).toBeVisible();
  await expect(page.getByLabel("Policy", { exact: true }).first()).toHaveValue("Coarse words, mine");
  await page.reload();
  await expect(page.getByText("What you had not saved was kept in this tab")).toBeVisible();
  await expect(page.getByLabel("Policy", { exact: true }).first()).toHaveValue("Coarse words, mine");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Theirs against mine").click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save mine over theirs" }).click();
  await expect(page.getByRole("button", { name: "Saved" })).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page).toHaveURL(/\/policies\/P-1$/);
});

test("سیاستی را به فارسی می‌نویسم و همکارم آن را منتشر می‌کند", async ({ page, browser, baseURL }) => {
  const farsi = { name: "locale", value: "fa", url: baseURL ?? "" };
  await page.context().addCookies([farsi]);
  await signIn(page, "lead");
  await visit(page, "/policies/new");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.getByRole("button", { name: "ساختن پیش‌نویس" }).click();
  await expect(page.getByText("این را پر کنید.").first()).toBeVisible();
  await page.getByLabel("کد").fill("K-1");
  await page.getByLabel("سیاست", { exact: true }).fill("تصویر خصوصی بی‌رضایت");
  await page
    .getByLabel("متن", { exact: true })
    .fill("تصویر خصوصی کسی را بی‌رضایت او نفرستید. خبر و آموزش بی‌تصویر مجاز است.");
  await page.getByLabel("صف").selectOption({ label: "محتوای جنسی" });
  await page.getByLabel("نشانه").selectOption({ label: "جنسی" });
  await expectAccessible(page);
  await page.getByRole("button", { name: "ساختن پیش‌نویس" }).click();
  await expect(page).toHaveURL(/K-1\/edit/);
  await expect(page.getByRole("region", { name: "سی روز گذشته با این پیش‌نویس" })).toContainText(/[۰-۹]/);
  await page.getByRole("button", { name: "فرستادن به بازبینی" }).click();
  await expect(page.getByText("کس دیگری آن را منتشر می‌کند")).toBeVisible();

  const colleague = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await colleague.context().addCookies([farsi]);
  await signIn(colleague, "admin");
  await visit(colleague, "/policies/K-1/edit");
  await colleague.getByRole("button", { name: "انتشار" }).click();
  await expect(colleague).toHaveURL(/\/policies\/K-1$/);
  await expect(colleague.getByText("جاری").first()).toBeVisible();
  await expectAccessible(colleague);
  await colleague.getByRole("button", { name: "بازنشسته کردن" }).click();
  await colleague.getByLabel("دلیل").fill("آزمایشی بود");
  await colleague.getByRole("dialog").getByRole("button", { name: "بازنشسته کردن" }).click();
  await expect(colleague.getByText("این سیاست بازنشسته است")).toBeVisible();
});

test("I write a rule, try it on past posts, watch it in shadow, publish it and roll it back", async ({
  page,
  request,
}) => {
  const surface = `market-${randomUUID().slice(0, 8)}`;
  const api = platform(request);
  const send = async () => {
    const externalId = `rule-${randomUUID()}`;
    await api.send({ externalId, text: "The library opens at nine tomorrow.", language: "en", surface });
    await api.untilRouted(externalId);
    return externalId;
  };
  const past = await send();
  expect((await api.read(past)).state).toBe("allowed");

  await start(page, "lead");
  await page.getByRole("link", { name: "Rules" }).click();
  await expect(page.getByRole("row", { name: /Reported by a user/ })).toContainText("live v1");
  await expectAccessible(page);
  await page.getByRole("link", { name: "New rule" }).click();
  await page.getByLabel("Name").fill(`Market posts ${surface}`);
  await page.getByLabel("Fact").fill("surfaec");
  await expect(page.getByText("No recent item has this fact")).toBeVisible();
  await page.getByLabel("Fact").fill("surface");
  await page.getByLabel("Operator").selectOption("is");
  await page.getByLabel("Value").fill(surface);
  await page.getByRole("button", { name: "Add a group" }).click();
  await page.getByLabel("Fact").nth(1).fill("text");
  await page.getByLabel("Value").nth(1).fill("opens at nine");
  await expect(page.getByText("Fill this in.")).toBeVisible();
  await page.getByLabel("Queue", { exact: true }).selectOption({ label: "Spam and scams" });
  await expectAccessible(page);

  await page.getByRole("button", { name: "Run" }).click();
  const run = page.getByRole("region", { name: "Dry run" });
  await expect(run).toContainText("it hits on 1, and 1 go another way");
  await run.getByText("Left alone → To people: Spam and scams: 1 item").click();
  await expect(run.getByText(past)).toBeVisible();

  await page.getByRole("button", { name: "Create rule" }).click();
  await expect(page).toHaveURL(/\/rules\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Watch in shadow: v1" }).click();
  await expect(page.getByText("shadow v1")).toBeVisible();
  expect((await api.read(await send())).state).toBe("allowed");

  await page.getByRole("button", { name: "Publish: v1" }).click();
  await expect(page.getByText("live v1")).toBeVisible();
  expect((await api.read(await send())).state).toBe("in_review");

  await page.getByLabel("Operator").nth(1).selectOption("contains");
  await page.getByLabel("Value").nth(1).fill("cars");
  await page.keyboard.press("Control+s");
  await page.getByRole("button", { name: "Publish: v2" }).click();
  await expect(page.getByText("live v2")).toBeVisible();
  expect((await api.read(await send())).state).toBe("allowed");

  await page.getByRole("button", { name: "Roll back: v1" }).click();
  await expect(page.getByText("live v1")).toBeVisible();
  expect((await api.read(await send())).state).toBe("in_review");
  await expect(page.getByText("rolled it back")).toBeVisible();

  await page.getByRole("link", { name: "Rules" }).click();
  await expect(page.getByRole("row", { name: new RegExp(surface) })).toContainText("1");
  await page.getByRole("link", { name: `Market posts ${surface}` }).click();
  await page.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByText("off", { exact: true })).toBeVisible();
  expect(await (await request.get("/api/metrics")).text()).toMatch(
    /^docket_rule_hits\{rule="Market posts .+",mode="(live|shadow)"\} \d+$/m,
  );
});

test("a moderator reads policies, and is told that the rules are not theirs", async ({ page }) => {
  await signIn(page, "moderator");
  await visit(page, "/policies/B-2");
  await expect(page.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await page.goto("/rules");
  await expect(page.getByRole("heading", { name: "Not yours to open" })).toBeVisible();
});

for (const width of [1024, 390])
  test(`at ${width} pixels nothing needs sideways scrolling`, async ({ page }) => {
    await signIn(page, "lead");
    await page.setViewportSize({ width, height: 844 });
    for (const address of [
      "/policies",
      "/policies/B-2",
      "/policies/B-2/history",
      "/policies/new",
      "/rules",
      "/rules/new",
    ]) {
      await visit(page, address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      // Tables scroll in a section of their own; nothing else may.
      const wide = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll("main, main div, main fieldset")]
          .filter((box) => box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX !== "visible")
          .map((box) => `${box.className}: ${box.scrollWidth} > ${box.clientWidth}`),
      );
      expect(wide, address).toEqual([]);
    }
  });
