// Part of `npm ci`: builds the web application once, and the image model, so that the first start need not.
import { buildIfStale } from "./build-if-stale.ts";
import { buildImageModel } from "./build-image-model.ts";

try {
  console.log((await buildImageModel()) ? "image model built" : "image model up to date");
  const built = await buildIfStale();
  console.log(built ? "web application built" : "web application up to date");
} catch (error) {
  // Nothing is lost: the start builds what is missing, and says why if it cannot.
  console.error(`${(error as Error).message}\nWhat is missing will be built at the first start.`);
}
