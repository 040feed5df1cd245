import { BenchDocket, freshData } from "/work/main/e2e/bench/harness.ts";
import { measureInsights } from "/work/main/e2e/bench/insights-phase.ts";
import { seedMillion } from "/work/main/e2e/bench/seed-million.ts";

process.env.DOCKET_DATA_DIR = ".data/bench-loop";
if (process.argv[2] === "fresh") freshData(".data/bench-loop");
const docket = new BenchDocket(3317);
try {
  await docket.start();
  if (process.argv[2] === "fresh") {
    const t = Date.now();
    await seedMillion(docket.installation.databaseUrl);
    console.log("seeded", Date.now() - t);
  }
  console.log(await measureInsights(docket));
} finally {
  await docket.stop();
}
