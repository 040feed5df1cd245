import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";

const SCRATCH = { component: "components/breach-of-rules", domain: "lib/breach-of-rules" };

afterEach(() => {
  for (const folder of Object.values(SCRATCH)) rmSync(folder, { recursive: true, force: true });
});

function cruise(folder: string, source: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/breach.ts`, source);
  try {
    return execFileSync("node_modules/.bin/depcruise", ["--config", ".dependency-cruiser.mjs", folder], {
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    return String((error as { stdout: string }).stdout);
  }
}

describe("a deliberate breach of the import rules fails", () => {
  it.each([
    [
      "a component that reads the database",
      SCRATCH.component,
      'import { db } from "#lib/db/index.ts";\nexport const x = db;\n',
      "components-are-for-the-browser",
    ],
    [
      "a domain entered past its door",
      SCRATCH.domain,
      'import { canonicalJson } from "#lib/audit/hash-entry.ts";\nexport const x = canonicalJson;\n',
      "lib-through-its-door",
    ],
    [
      "a domain that imports a page's component",
      SCRATCH.domain,
      'import { cx } from "#components/ui/cx.ts";\nexport const x = cx;\n',
      "lib-looks-down-only",
    ],
    [
      "a second constructor of the Prisma client",
      SCRATCH.domain,
      'import { PrismaClient } from "#lib/db/generated/client.ts";\nexport const x = PrismaClient;\n',
      "one-constructor-of-the-prisma-client",
    ],
  ])("%s", (_name, folder, source, rule) => {
    expect(cruise(folder, source)).toContain(`error ${rule}`);
  });

  it("what keeps the rules passes", () => {
    expect(
      cruise(SCRATCH.domain, 'import { db } from "#lib/db/index.ts";\nexport const x = db;\n'),
    ).not.toContain("error");
  });
});
