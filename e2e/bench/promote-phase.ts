import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { readInstallation } from "../../scripts/installation.ts";
import { agreeOnIn } from "../support/agree-on.ts";
import { noticesAndSpam } from "../support/notices-and-spam.ts";
import { ConsoleSession } from "./console-session.ts";
import { type BenchDocket, pause } from "./harness.ts";

const POLL_MS = 50;
/** Posts sent in a burst, so that both workers get some. */
const BURST = 60;

/**
 * Trains and promotes a version in a running Docket with two workers while posts keep coming.
 * @returns seconds from the promotion's answer until the first post from which on only the new version scored
 */
export async function measurePromotion(docket: BenchDocket): Promise<{ promote_s: number }> {
  const { databaseUrl, demo } = docket.installation;
  const lead = demo.people.find(({ role }) => role === "lead");
  const session = await ConsoleSession.signIn(docket.url, lead?.email ?? "", lead?.password ?? "");
  await agreeOnIn(databaseUrl, noticesAndSpam());
  const { run } = await session.post<{ run: number }>("/api/console/models/runs", { note: "" });
  const version = await produced(session, run);
  const { revision } = await evaluated(session, version);
  const second = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "workers/index.ts"], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DOCKET_SECRET: readInstallation()?.secret,
      DOCKET_URL: docket.url,
      LOG_LEVEL: "warn",
    },
    stdio: "ignore",
  });
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let sending = true;
    const sent = (async () => {
      while (sending) await burst(docket, demo.apiKey);
    })();
    await pause(2000);
    await session.post(`/api/console/models/versions/${version}/promote`, { revision, reason: "measured" });
    const promotedAt = Date.now();
    await pause(10_000);
    sending = false;
    await sent;
    const { rows } = await client.query<{ at: Date | null }>(
      "SELECT max(created_at) AS at FROM signal_sets WHERE source = 'text-moderator' AND version <> $1",
      [version],
    );
    const last = rows[0]?.at;
    // Without a score by the old version nothing was under way, and 0 would mean nothing.
    if (!last) throw new Error("No post was scored before the promotion.");
    return { promote_s: Math.max(0, (last.getTime() - promotedAt) / 1000) };
  } finally {
    await client.end();
    second.kill("SIGTERM");
  }
}

async function burst(docket: BenchDocket, apiKey: string): Promise<void> {
  await fetch(`${docket.url}/api/v1/content`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({
      items: Array.from({ length: BURST }, () => ({
        externalId: randomUUID(),
        kind: "post",
        text: `a post ${randomUUID()}`,
      })),
    }),
  });
  await pause(POLL_MS);
}

async function produced(session: ConsoleSession, run: number): Promise<string> {
  for (;;) {
    const response = await session.fetch(`/api/console/models/runs/${run}`, {});
    const view = (await response.json()) as { produced: string | null; failure: string | null };
    if (view.failure) throw new Error(view.failure);
    if (view.produced) return view.produced;
    await pause(POLL_MS);
  }
}

async function evaluated(session: ConsoleSession, version: string): Promise<{ revision: number }> {
  for (;;) {
    const response = await session.fetch(`/api/console/models/versions/${version}`, {});
    const view = (await response.json()) as { revision: number; evaluation: { passed: boolean } | null };
    if (view.evaluation && !view.evaluation.passed)
      throw new Error("The gate refused the benchmark's version.");
    if (view.evaluation) return view;
    await pause(POLL_MS);
  }
}
