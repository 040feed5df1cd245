import { db } from "./prisma-client.ts";

/** Whether this process can serve: the database answers and its schema is there. */
export async function readiness(): Promise<{
  status: "ok" | "failing";
  database: "ok" | "unreachable" | "not migrated";
}> {
  try {
    const rows = await db().$queryRaw<
      { ready: boolean }[]
    >`SELECT to_regclass('public.audit_head') IS NOT NULL AS ready`;
    return rows[0]?.ready
      ? { status: "ok", database: "ok" }
      : { status: "failing", database: "not migrated" };
  } catch {
    return { status: "failing", database: "unreachable" };
  }
}
