import { expect, test } from "@playwright/test";
import { platform, signIn } from "./support/people.ts";

test("invariant 14: a post's markup is shown as text and never runs", async ({ page, request }) => {
  const externalId = `markup-${Date.now()}`;
  const markup = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><b>subhuman vermin, drive them all out</b> [x](javascript:alert(1))`;
  const send = platform(request);
  await send.send({ externalId, text: markup, language: "en", reach: 990_000 });
  await send.untilRouted(externalId);
  await signIn(page, "lead");
  const problems: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) problems.push(message.text());
  });
  const response = await page.goto("/queues/hate-harassment");
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'self' 'nonce-");
  expect(policy).not.toContain("unsafe-inline");
  await expect(page.getByText('<img src=x onerror="window.pwned=1">').first()).toBeAttached();
  expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined();
  expect(await page.locator("img[src='x']").count()).toBe(0);
  expect(problems).toEqual([]);
});
