-- CreateTable
CREATE TABLE "roles" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "names" JSONB NOT NULL DEFAULT '{}',
    "permissions" TEXT[],
    "known" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "built_in" BOOLEAN NOT NULL DEFAULT false,
    "second_factor" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "roles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_limits" (
    "user_id" UUID NOT NULL,
    "role_id" TEXT NOT NULL,
    "queues" TEXT[],
    "policies" TEXT[],

    CONSTRAINT "role_limits_pkey" PRIMARY KEY ("user_id","role_id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "via_oidc" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_factors" (
    "user_id" UUID NOT NULL,
    "secret_sealed" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "limits" JSONB NOT NULL DEFAULT '[]',
    "token_hash" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sessions_user_id_created_at_idx" ON "sessions"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "recovery_codes_user_id_idx" ON "recovery_codes"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- AddForeignKey
ALTER TABLE "role_limits" ADD CONSTRAINT "role_limits_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_limits" ADD CONSTRAINT "role_limits_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "roles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is what the Prisma schema cannot say.

-- The four roles that people have had so far; Docket brings them up to date at its start (lib/people/sync-roles.ts).
INSERT INTO "roles" ("id", "name", "names", "built_in", "permissions", "known") VALUES
  ('moderator', 'Moderator', '{"fa": "ناظر"}', true, '{self:edit,queues:read,cases:read,cases:decide,policies:read}', '{}'),
  ('annotator', 'Annotator', '{"fa": "برچسب‌زن"}', true, '{self:edit,annotation:label,policies:read,models:read}', '{}'),
  ('lead', 'Policy lead', '{"fa": "سرپرست خط‌مشی"}', true, '{self:edit,queues:read,cases:read,cases:decide,policies:read}', '{}'),
  ('admin', 'Admin', '{"fa": "مدیر"}', true, '{self:edit,queues:read,cases:read,cases:decide,policies:read,people:manage}', '{}');
ALTER TABLE "roles" ADD CONSTRAINT "roles_name_length" CHECK (char_length("name") BETWEEN 1 AND 60);
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_end" CHECK ("expires_at" > "created_at");
CREATE UNIQUE INDEX "invitations_one_open" ON "invitations" ("email") WHERE "accepted_at" IS NULL AND "revoked_at" IS NULL;

-- A person has roles that exist; a role that is being taken away is waited for.
CREATE FUNCTION "roles_must_exist"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(NEW."roles") AS held(id) WHERE NOT EXISTS (SELECT 1 FROM "roles" r WHERE r."id" = held.id FOR KEY SHARE)) THEN
    RAISE EXCEPTION 'a person has a role that does not exist' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "users_roles_exist" AFTER INSERT OR UPDATE OF "roles" ON "users" FOR EACH ROW EXECUTE FUNCTION "roles_must_exist"();

CREATE FUNCTION "role_must_be_free"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "users" u WHERE OLD."id" = ANY (u."roles")) THEN
    RAISE EXCEPTION 'a role that people have cannot be taken away' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "roles_free" AFTER DELETE ON "roles" FOR EACH ROW EXECUTE FUNCTION "role_must_be_free"();

-- Somebody can always manage people. Whoever takes that right from somebody waits for others who do the same at this
-- moment, and then counts who is left.
CREATE FUNCTION "assert_a_manager"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('docket: keep a manager'));
  IF NOT EXISTS (SELECT 1 FROM "users" u JOIN "roles" r ON r."id" = ANY (u."roles")
                 WHERE u."active" AND 'people:manage' = ANY (r."permissions")) THEN
    RAISE EXCEPTION 'nobody would be left who may manage people' USING ERRCODE = 'check_violation', CONSTRAINT = 'keep_a_manager';
  END IF;
END $$;
CREATE FUNCTION "keep_a_manager"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM "assert_a_manager"(); RETURN NULL; END $$;
CREATE FUNCTION "keep_a_managing_person"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "roles" r WHERE r."id" = ANY (OLD."roles") AND 'people:manage' = ANY (r."permissions")) THEN
    PERFORM "assert_a_manager"();
  END IF;
  RETURN NULL;
END $$;
-- At the commit, so that the application can say it in its own words first.
CREATE CONSTRAINT TRIGGER "users_keep_a_manager" AFTER UPDATE OF "active", "roles" ON "users" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD."active" AND (NOT NEW."active" OR OLD."roles" IS DISTINCT FROM NEW."roles")) EXECUTE FUNCTION "keep_a_managing_person"();
CREATE CONSTRAINT TRIGGER "roles_keep_a_manager" AFTER UPDATE OF "permissions" ON "roles" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ('people:manage' = ANY (OLD."permissions") AND NOT 'people:manage' = ANY (NEW."permissions")) EXECUTE FUNCTION "keep_a_manager"();

-- What changes in a queue is told to every web process (lib/live).
CREATE FUNCTION "tell_opened_cases"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('docket_live', json_build_object('topic', 'queue', 'queueId', q.queue_id)::text)
    FROM (SELECT DISTINCT queue_id FROM arrived) q;
  RETURN NULL;
END $$;
CREATE TRIGGER "cases_tell_opened" AFTER INSERT ON "cases" REFERENCING NEW TABLE AS arrived
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_opened_cases"();

-- One notification a row, built by hand: this stands in the way of every claim. Whoever hears of a case with its
-- version knows that its queue changed too.
CREATE FUNCTION "tell_changed_case"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('docket_live', '{"topic":"case","queueId":"' || NEW."queue_id" || '","caseNumber":' || NEW."number"
    || ',"version":' || NEW."version" || ',"policyCode":' || coalesce(to_json(NEW."policy_code")::text, 'null') || '}');
  IF OLD."queue_id" <> NEW."queue_id" THEN
    PERFORM pg_notify('docket_live', '{"topic":"queue","queueId":"' || OLD."queue_id" || '"}');
  END IF;
  IF NEW."state" = 'open' AND OLD."claimed_by_id" IS NOT NULL AND OLD."claim_expires_at" > now()
     AND NEW."claimed_by_id" IS DISTINCT FROM OLD."claimed_by_id" THEN
    PERFORM pg_notify('docket_live', '{"topic":"claim_lost","userId":"' || OLD."claimed_by_id" || '","caseNumber":' || OLD."number" || '}');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "cases_tell_changed" AFTER UPDATE ON "cases" FOR EACH ROW
  WHEN (OLD."version" <> NEW."version" OR OLD."queue_id" <> NEW."queue_id") EXECUTE FUNCTION "tell_changed_case"();
