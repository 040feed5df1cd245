import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";

/** The scripts that a page loads of its own accord when it is opened anew: how many, and their gzipped bytes together. */
export async function scriptBytes(page: Page): Promise<{ scripts: Response[]; bytes: number }> {
  const scripts: Response[] = [];
  // Read as they come: the browser forgets them at the next navigation.
  const sizes: Promise<number>[] = [];
  const keep = (response: Response) => {
    if (!response.url().endsWith(".js")) return;
    scripts.push(response);
    sizes.push(response.body().then((body) => gzipSync(body).length));
  };
  const address = page.url();
  // What the page before still loads is none of this page's.
  await page.goto("about:blank");
  page.on("response", keep);
  await page.goto(address, { waitUntil: "networkidle" });
  page.off("response", keep);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return { scripts, bytes };
}
