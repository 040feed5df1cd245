import type { Viewer } from "#lib/auth/permissions.ts";

/** What the console needs to know of who is looking. */
export type ConsoleViewer = Pick<Viewer, "userId" | "name" | "email" | "title" | "permissions">;
