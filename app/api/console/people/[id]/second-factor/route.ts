import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { resetSecondFactor } from "#lib/people/index.ts";

export const DELETE = consoleRoute({
  permission: "people:manage",
  handle: ({ viewer, params }) => resetSecondFactor(viewer, readParam(params, "id", z.uuid())),
});
