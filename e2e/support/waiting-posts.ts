import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { caseNumberOf, platform } from "./people.ts";

/** Posts of a story's own that people must look at: the platform's ids, and the numbers of their cases. */
export async function waitingPosts(page: Page, count: number): Promise<{ ids: string[]; numbers: number[] }> {
  const api = platform(page.request);
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const externalId of ids)
    await api.send({
      externalId,
      text: `Those people are vermin, drive them all out ${externalId}`,
      language: "en",
    });
  const numbers: number[] = [];
  for (const id of ids) {
    await api.untilRouted(id);
    numbers.push(await caseNumberOf(id));
  }
  return { ids, numbers };
}
