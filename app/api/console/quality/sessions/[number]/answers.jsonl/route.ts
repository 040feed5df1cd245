import { consoleRoute, jsonLines, readParam } from "#lib/http/index.ts";
import { exportSession } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "quality:take_part",
  handle: async ({ viewer, params }) => {
    const number = readParam(params, "number", caseNumberSchema);
    return jsonLines(await exportSession(viewer, number), `calibration-${number}.jsonl`);
  },
});
