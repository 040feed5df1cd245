// Part of `npm ci`: builds the web application once, and the image model, so that the first start need not.
import { buildIfStale } from "./build-if-stale.ts";
import { buildImageModel } from "./build-image-model.ts";

// Nothing is lost when one cannot be built now: the start builds what is missing, and says why if it cannot.
await report("image model", buildImageModel());
await report("web application", buildIfStale());

async function report(what: string, building: Promise<boolean>): Promise<void> {
  try {
    console.log(`${what} ${(await building) ? "built" : "up to date"}`);
  } catch (error) {
    console.error(`${(error as Error).message}\nThe ${what} will be built at the first start.`);
  }
}
