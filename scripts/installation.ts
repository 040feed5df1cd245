import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Where an embedded installation keeps its data. */
export const DATA_FOLDER = process.env.DOCKET_DATA_DIR || ".data";
const FILE = path.join(DATA_FOLDER, "installation.json");

const installationSchema = z.object({
  secret: z.string(),
  postgresPassword: z.string(),
  /** Where the running embedded server can be reached; scripts use it. */
  databaseUrl: z.string().nullable(),
  url: z.string().nullable(),
  /** What the demo seed made: shown at every start, because it is stored nowhere else in the clear. */
  demo: z
    .object({
      people: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
      apiKey: z.string(),
    })
    .nullable(),
});
export type Installation = z.infer<typeof installationSchema>;

/** The installation's own file, or null before the first start. */
export function readInstallation(folder = process.env.DOCKET_DATA_DIR || ".data"): Installation | null {
  const file = path.join(folder, "installation.json");
  return existsSync(file) ? installationSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : null;
}

/** Readable by its owner alone; replaced in one step, so that a kill leaves the old or the new one. */
export function writeInstallation(installation: Installation): void {
  mkdirSync(DATA_FOLDER, { recursive: true, mode: 0o711 });
  writeFileSync(`${FILE}.new`, JSON.stringify(installation, null, 2), { mode: 0o600 });
  renameSync(`${FILE}.new`, FILE);
}

/** The installation, made with fresh secrets at the first start. */
export function openInstallation(): Installation {
  const known = readInstallation();
  if (known) return known;
  const fresh: Installation = {
    secret: randomBytes(32).toString("hex"),
    postgresPassword: randomBytes(24).toString("base64url"),
    databaseUrl: null,
    url: null,
    demo: null,
  };
  writeInstallation(fresh);
  return fresh;
}

/** For scripts beside a running Docket: fills in what `npm start` knows and the environment does not say. */
export function applyInstallation(): Installation | null {
  const installation = readInstallation();
  if (installation?.databaseUrl) process.env.DATABASE_URL ??= installation.databaseUrl;
  if (installation) process.env.DOCKET_SECRET ??= installation.secret;
  return installation;
}
