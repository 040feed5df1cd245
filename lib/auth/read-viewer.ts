import { z } from "zod";
import { db, Prisma, type Tx } from "#lib/db/index.ts";
import { ALL_PERMISSIONS, type Grant, type Permission, permissionsIn, type Viewer } from "./permissions.ts";

const isPermission = (name: string): name is Permission => (ALL_PERMISSIONS as string[]).includes(name);

const rowSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  sessionId: z.string().nullable(),
  /** The session was last noted a while ago. */
  unseen: z.boolean(),
  enrolled: z.boolean(),
  roles: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      fa: z.string().nullable(),
      // A permission that this version of Docket does not know any more gives nothing.
      permissions: z.array(z.string()).transform((names) => names.filter(isPermission)),
      secondFactor: z.boolean(),
      queues: z.array(z.string()).nullable(),
      policies: z.array(z.string()).nullable(),
    }),
  ),
});

/** A session's last use is noted at most this often, so that reading does not write on every request. */
const SEEN_EVERY_SECONDS = 60;

/** Without a second factor where one is asked for, this is all that is left. */
const TO_ENROL: Grant[] = [{ permissions: ["self:edit"], queues: null, policies: null }];

/**
 * The person behind a session, read afresh at each request: a right taken away, a person deactivated or a session
 * ended counts from the next request on. Null when it is none of a person who may sign in.
 */
export async function readViewer(sessionId: string): Promise<Viewer | null> {
  const row = await readRow(
    db(),
    Prisma.sql`sessions s JOIN users u ON u.id = s.user_id`,
    Prisma.sql`s.id = ${sessionId}::uuid AND s.revoked_at IS NULL AND s.expires_at > now() AND u.active`,
    Prisma.sql`s.id AS "sessionId", s.last_seen_at < now() - make_interval(secs => ${SEEN_EVERY_SECONDS}) AS unseen, s.via_oidc OR`,
  );
  if (row?.unseen) await db().session.update({ where: { id: sessionId }, data: { lastSeenAt: new Date() } });
  return row && toViewer(row);
}

/** What another person may do, for giving work to them; null when they are not active. */
export async function readColleague(tx: Tx, userId: string): Promise<Viewer | null> {
  const row = await readRow(
    tx,
    Prisma.sql`users u`,
    Prisma.sql`u.id = ${userId}::uuid AND u.active`,
    // Work waits for them until they have set up what their role asks for.
    Prisma.sql`NULL AS "sessionId", false AS unseen, true OR`,
  );
  return row && toViewer(row);
}

async function readRow(tx: Tx, from: Prisma.Sql, where: Prisma.Sql, session: Prisma.Sql) {
  const rows = await tx.$queryRaw`
    SELECT u.id AS "userId", u.name, u.email, ${session}
      EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS enrolled,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'fa', r.names ->> 'fa', 'permissions', r.permissions, 'secondFactor', r.second_factor,
         'queues', l.queues, 'policies', l.policies) ORDER BY array_position(u.roles, r.id)), '[]')
       FROM roles r LEFT JOIN role_limits l ON l.user_id = u.id AND l.role_id = r.id WHERE r.id = ANY (u.roles)) AS roles
    FROM ${from} WHERE ${where}`;
  return rowSchema.array().parse(rows)[0] ?? null;
}

function toViewer(row: z.infer<typeof rowSchema>): Viewer {
  const mustEnrol = !row.enrolled && row.roles.some(({ secondFactor }) => secondFactor);
  const grants = mustEnrol
    ? TO_ENROL
    : row.roles.map(({ permissions, queues, policies }) => ({
        permissions,
        queues: queues?.length ? queues : null,
        policies: policies?.length ? policies : null,
      }));
  const { userId, name, email, sessionId } = row;
  const last = row.roles.at(-1);
  return {
    userId,
    name,
    email,
    sessionId,
    roles: row.roles.map(({ id }) => id),
    title: last ? { en: last.name, fa: last.fa ?? last.name } : null,
    grants,
    permissions: permissionsIn(grants),
    mustEnrol,
  };
}
