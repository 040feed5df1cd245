// `npm run screenshots`: pictures of every page of a running Docket, light and dark, wide and narrow, in both languages.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { chromiumOptions } from "../e2e/support/find-chromium.ts";
import { readInstallation } from "./installation.ts";

const OUT = "screenshots";
const SIZES = [
  { name: "1440", width: 1440, height: 900 },
  { name: "1024", width: 1024, height: 768 },
  { name: "390", width: 390, height: 844 },
];
const VARIANTS = [
  { locale: "en", theme: "light" },
  { locale: "en", theme: "dark" },
  { locale: "fa", theme: "light" },
  { locale: "fa", theme: "dark" },
];
/** Role and address; `review` opens the next case of the queue. */
const PAGES = [
  { role: "moderator", address: "/queues", name: "queues" },
  { role: "moderator", address: "/queues/hate-harassment", name: "queue" },
  { role: "moderator", address: "/queues/hate-harassment", name: "desk", review: true },
  { role: "moderator", address: "/search?q=people", name: "search" },
  { role: "moderator", address: "/search?q=nowherefound", name: "search-empty" },
  { role: "moderator", address: "/decisions", name: "decisions" },
  { role: "moderator", address: "/questions", name: "questions" },
  { role: "moderator", address: "/feedback", name: "feedback" },
  { role: "moderator", address: "/settings/security", name: "security" },
  { role: "moderator", address: "/models", name: "denied" },
  { role: "moderator", address: "/wellbeing", name: "wellbeing" },
  { role: "moderator", address: "/break", name: "break" },
  { role: "moderator", address: "/settings/keys", name: "keys" },
  { role: "annotator", address: "/annotate", name: "annotate" },
  { role: "annotator", address: "/annotate/insults-and-threats/label", name: "label" },
  { role: "lead", address: "/annotate/insults-and-threats", name: "annotation-project" },
  { role: "lead", address: "/insights", name: "insights" },
  { role: "lead", address: "/quality", name: "quality" },
  { role: "lead", address: "/bulk?from=queue&queue=language", name: "bulk" },
  { role: "lead", address: "/team-load", name: "team-load" },
  { role: "lead", address: "/policies", name: "policies" },
  { role: "lead", address: "/policies/H-2/history", name: "policy-history" },
  { role: "lead", address: "/policies/new", name: "policy-new" },
  { role: "lead", address: "/rules", name: "rules" },
  { role: "lead", address: "/rules/new", name: "rule-new" },
  { role: "lead", address: "/models", name: "models" },
  { role: "lead", address: "/models/versions/1", name: "model-version" },
  { role: "lead", address: "/models/others/image-moderator", name: "model-other" },
  { role: "lead", address: "/models/runs/1", name: "model-run" },
  { role: "lead", address: "/models/snapshots/1", name: "model-snapshot" },
  { role: "lead", address: "/audit", name: "audit" },
  { role: "lead", address: "/settings/deliveries", name: "deliveries" },
  { role: "lead", address: "/settings/known-content", name: "known-content" },
  { role: "admin", address: "/settings/queues", name: "queue-settings" },
  { role: "admin", address: "/settings/escalation", name: "escalation-settings" },
  { role: "admin", address: "/settings/skills", name: "skills" },
  { role: "admin", address: "/settings/strikes", name: "strikes" },
  { role: "admin", address: "/settings/roles", name: "roles" },
  { role: "admin", address: "/settings/well-being", name: "well-being-defaults" },
  { role: "admin", address: "/settings/api-keys", name: "api-keys" },
  { role: "admin", address: "/settings/webhooks", name: "webhooks" },
  { role: "admin", address: "/settings/people", name: "people" },
];

const installation = readInstallation();
if (!installation?.demo || !installation.url) {
  console.error("Start Docket first: npm start");
  process.exit(1);
}
const { demo, url } = installation;
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch(chromiumOptions());
for (const role of new Set(PAGES.map((page) => page.role)))
  for (const size of SIZES) for (const variant of VARIANTS) await shoot(browser, role, size, variant);
await browser.close();

async function shoot(
  from: Browser,
  role: string,
  size: (typeof SIZES)[number],
  variant: (typeof VARIANTS)[number],
): Promise<void> {
  const context = await from.newContext({ viewport: size, baseURL: url });
  await context.addCookies([
    { name: "locale", value: variant.locale, url },
    { name: "theme", value: variant.theme, url },
  ]);
  const page = await context.newPage();
  const person = demo.people.find((one) => one.role === role);
  await page.goto("/sign-in");
  await page.locator("input[type=email]").fill(person?.email ?? "");
  await page.locator("input[type=password]").fill(person?.password ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => !address.pathname.includes("sign-in"));
  await page.waitForLoadState("networkidle");
  for (const one of PAGES.filter((candidate) => candidate.role === role)) {
    await page.goto(one.address, { waitUntil: "networkidle" });
    if (one.review) {
      await page.keyboard.press("n");
      await page.waitForURL(/\/cases\//);
      await page.getByRole("article").first().waitFor();
      await page.waitForLoadState("networkidle");
    }
    const file = path.join(OUT, `${one.name}-${variant.locale}-${variant.theme}-${size.name}.png`);
    await page.screenshot({ path: file });
    console.log(file);
  }
  await context.close();
}
