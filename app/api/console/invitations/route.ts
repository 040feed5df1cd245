import { consoleRoute } from "#lib/http/index.ts";
import { invitePerson, listInvitations } from "#lib/people/index.ts";
import { inviteSchema } from "#lib/people/schema.ts";

export const GET = consoleRoute({
  permission: "people:manage",
  handle: async ({ viewer }) => ({ invitations: await listInvitations(viewer) }),
});

export const POST = consoleRoute({
  permission: "people:manage",
  body: inviteSchema,
  status: 201,
  handle: ({ viewer, body }) => invitePerson(viewer, body),
});
