import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{app,components,lib,workers,scripts,e2e}/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts", "**/node_modules/**"],
          // Some of them run real models, side by side on two cores.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "integration",
          include: ["**/*.integration.test.ts"],
          exclude: ["**/node_modules/**"],
          globalSetup: ["./e2e/support/postgres-for-tests.ts"],
          setupFiles: ["./e2e/support/own-database.ts"],
          // Far above what a test takes: a busy machine is slow, not wrong.
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
