import { existsSync } from "node:fs";

const PLACES = [
  // The same engine without a window: a story takes about an eighth less time in it.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** A Chromium of the system; undefined lets Playwright use its own. */
export function findChromium(): string | undefined {
  return process.env.CHROMIUM_PATH || PLACES.find((place) => existsSync(place));
}

/** For a machine without a display, and one where Chromium's own calls home go nowhere. */
const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How every browser here is started. */
export function chromiumOptions(): { executablePath: string | undefined; args: string[] } {
  return { executablePath: findChromium(), args: CHROMIUM_ARGS };
}
