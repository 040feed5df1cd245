import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";

/** The scripts that a page loads of its own accord when it is opened anew: how many, and their gzipped bytes together. */
export async function scriptBytes(page: Page): Promise<{ scripts: Response[]; bytes: number }> {
  const scripts: Response[] = [];
  const keep = (response: Response) => {
    if (response.url().endsWith(".js")) scripts.push(response);
  };
  page.on("response", keep);
  await page.reload({ waitUntil: "networkidle" });
  page.off("response", keep);
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).length));
  return { scripts, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
