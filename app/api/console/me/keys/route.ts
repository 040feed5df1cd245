import { overridesProblem } from "#components/keys/overrides.ts";
import { consoleRoute } from "#lib/http/index.ts";
import { myKeys, saveKeys } from "#lib/keys/index.ts";
import { saveKeysSchema } from "#lib/keys/schema.ts";

export const GET = consoleRoute({ permission: "self:edit", handle: ({ viewer }) => myKeys(viewer) });

export const PUT = consoleRoute({
  permission: "self:edit",
  body: saveKeysSchema.superRefine(({ overrides }, issue) => {
    const wrong = overridesProblem(overrides);
    if (wrong) issue.addIssue({ code: "custom", path: ["overrides", wrong.command], message: wrong.problem });
  }),
  handle: ({ viewer, body }) => saveKeys(viewer, body),
});
