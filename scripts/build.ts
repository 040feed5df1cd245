// Part of `npm ci`: builds the web application once, so that the first start need not.
import { buildIfStale } from "./build-if-stale.ts";

try {
  const built = await buildIfStale();
  console.log(built ? "web application built" : "web application up to date");
} catch (error) {
  // Nothing is lost: the start builds what is missing, and says why if it cannot.
  console.error(`${(error as Error).message}\nThe web application will be built at the first start.`);
}
