import { defineConfig, devices } from "@playwright/test";
import { chromiumOptions } from "./e2e/support/find-chromium.ts";
import { OIDC } from "./e2e/support/oidc.ts";

export const E2E = { port: 3217, dataFolder: ".data/e2e" } as const;

const ALONE = /(models|loop|escalation|train-fused)\.spec\.ts$/;

/** One real Docket, started by its own command on data of its own, for all end-to-end tests. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  fullyParallel: true,
  workers: 2,
  // Far above what a story takes: a busy machine is slow, not wrong.
  timeout: 150_000,
  expect: { timeout: 30_000 },
  retries: 0,
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL: `http://localhost:${E2E.port}`,
    // Recording every page takes a fifth of the time; `--trace on` records what one looks for.
    trace: "off",
    screenshot: "only-on-failure",
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    launchOptions: chromiumOptions(),
  },
  // What promotes a model changes every score, and what takes rights from everybody stops everybody: these run alone,
  // after all that count on them.
  projects: [
    { name: "console", testIgnore: ALONE },
    { name: "learning", testMatch: ALONE, dependencies: ["console"], fullyParallel: false, workers: 1 },
  ],
  webServer: [
    {
      command: "node --disable-warning=ExperimentalWarning e2e/support/oidc-provider.ts",
      url: `${OIDC.issuer}/.well-known/openid-configuration`,
      gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
    },
    {
      command: `rm -rf ${E2E.dataFolder}/installation.json ${E2E.dataFolder}/postgres && node --disable-warning=ExperimentalWarning scripts/start.ts`,
      url: `http://localhost:${E2E.port}/api/health/ready`,
      timeout: 240_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
      reuseExistingServer: false,
      stdout: "pipe",
      env: {
        DOCKET_DATA_DIR: E2E.dataFolder,
        PORT: String(E2E.port),
        DOCKET_URL: `http://localhost:${E2E.port}`,
        ALLOW_PRIVATE_WEBHOOKS: "true",
        ALLOW_PRIVATE_MEDIA: "true",
        UNDO_SECONDS: "4",
        PREVALENCE_RATE: "0.3",
        OIDC_ISSUER: OIDC.issuer,
        OIDC_CLIENT_ID: "docket",
        OIDC_CLIENT_SECRET: "a client secret for tests",
      },
    },
  ],
});
