import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES: Parameters<AxeBuilder["options"]>[0] = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
  resultTypes: ["violations"],
};

/** No serious or critical finding of axe at WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // Our pages have no frames of others: the results need no page of their own to be put together on.
  const { violations } = await new AxeBuilder({ page }).options(RULES).setLegacyMode().analyze();
  const serious = violations.filter(
    (violation) => violation.impact === "serious" || violation.impact === "critical",
  );
  expect(serious.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target) }))).toEqual([]);
}
