import { consoleRoute } from "#lib/http/index.ts";
import { createPerson, createPersonSchema, listPeople } from "#lib/people/index.ts";

export const GET = consoleRoute({
  permission: "people:manage",
  handle: async ({ viewer }) => ({ people: await listPeople(viewer) }),
});

export const POST = consoleRoute({
  permission: "people:manage",
  body: createPersonSchema,
  status: 201,
  handle: ({ viewer, body }) => createPerson(viewer, body),
});
