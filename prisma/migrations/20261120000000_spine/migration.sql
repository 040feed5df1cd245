-- CreateEnum
CREATE TYPE "item_kind" AS ENUM ('post', 'comment', 'image', 'video', 'profile');

-- CreateEnum
CREATE TYPE "item_state" AS ENUM ('pending', 'allowed', 'actioned', 'in_review');

-- CreateEnum
CREATE TYPE "case_state" AS ENUM ('open', 'decided', 'cancelled');

-- CreateEnum
CREATE TYPE "decision_source" AS ENUM ('person', 'automation');

-- CreateEnum
CREATE TYPE "enforcement_state" AS ENUM ('pending', 'sending', 'delivered', 'cancelled', 'dead');

-- CreateEnum
CREATE TYPE "queue_purpose" AS ENUM ('triage', 'escalation', 'appeals', 'quality', 'prevalence', 'accounts');

-- CreateEnum
CREATE TYPE "model_state" AS ENUM ('candidate', 'champion', 'challenger', 'archived');

-- CreateEnum
CREATE TYPE "media_state" AS ENUM ('pending', 'stored', 'refused');

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "platform_created_at" TIMESTAMPTZ(3),
    "facts" JSONB NOT NULL DEFAULT '{}',
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "items" (
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "kind" "item_kind" NOT NULL,
    "account_id" UUID,
    "text" TEXT NOT NULL DEFAULT '',
    "language" TEXT,
    "surface" TEXT,
    "thread_external_id" TEXT,
    "parent_external_id" TEXT,
    "reach" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "posted_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "item_state" NOT NULL DEFAULT 'pending',
    "state_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "source_url" TEXT NOT NULL,
    "media_type" TEXT,
    "alt_text" TEXT,
    "state" "media_state" NOT NULL DEFAULT 'pending',
    "reason" TEXT,

    CONSTRAINT "media_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signal_sets" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "provider" TEXT,
    "latency_ms" DOUBLE PRECISION,
    "values" JSONB NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signal_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reporters" (
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "upheld" INTEGER NOT NULL DEFAULT 0,
    "dismissed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "reporters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reports" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "reporter_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "comment" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policies" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_versions" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "severity" INTEGER NOT NULL,
    "signal" TEXT NOT NULL,
    "queue_slug" TEXT NOT NULL,
    "thresholds" JSONB NOT NULL,
    "automatic_action" TEXT,
    "allowed_actions" TEXT[],
    "examples" JSONB NOT NULL,
    "legal_ground" TEXT,
    "dsa_category" TEXT,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rules" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "condition" JSONB NOT NULL,
    "effect" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queues" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "names" JSONB NOT NULL DEFAULT '{}',
    "purpose" "queue_purpose" NOT NULL,
    "sla_minutes" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "queues_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cases" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "queue_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "purpose" "queue_purpose" NOT NULL,
    "state" "case_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "severity" INTEGER NOT NULL,
    "policy_code" TEXT,
    "reasons" JSONB NOT NULL,
    "priority_parts" JSONB NOT NULL,
    "rank" DOUBLE PRECISION NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_by_id" UUID,
    "claimed_at" TIMESTAMPTZ(3),
    "claim_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "case_id" UUID,
    "policy_version_id" UUID,
    "action" TEXT NOT NULL,
    "source" "decision_source" NOT NULL,
    "actor_id" UUID,
    "rationale" TEXT NOT NULL DEFAULT '',
    "in_force" JSONB NOT NULL,
    "reverses_id" UUID,
    "handle_seconds" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exposures" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "severity" INTEGER NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "reveals" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exposures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret_sealed" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enforcements" (
    "id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "decision_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "enforcement_state" NOT NULL DEFAULT 'pending',
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enforcements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "items_per_minute" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "roles" TEXT[],
    "locale" TEXT NOT NULL DEFAULT 'en',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "sequence" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_versions" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "state" "model_state" NOT NULL,
    "card" JSONB NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_versions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "accounts_external_id_key" ON "accounts"("external_id");

-- CreateIndex
CREATE INDEX "items_account_id_received_at_idx" ON "items"("account_id", "received_at" DESC);

-- CreateIndex
CREATE INDEX "items_thread_external_id_posted_at_idx" ON "items"("thread_external_id", "posted_at");

-- CreateIndex
CREATE UNIQUE INDEX "items_external_id_content_hash_key" ON "items"("external_id", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "media_item_id_position_key" ON "media"("item_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "signal_sets_item_id_source_version_key" ON "signal_sets"("item_id", "source", "version");

-- CreateIndex
CREATE UNIQUE INDEX "reporters_external_id_key" ON "reporters"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "reports_item_id_reporter_id_reason_key" ON "reports"("item_id", "reporter_id", "reason");

-- CreateIndex
CREATE UNIQUE INDEX "policies_code_key" ON "policies"("code");

-- CreateIndex
CREATE UNIQUE INDEX "policy_versions_policy_id_version_key" ON "policy_versions"("policy_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "rules_name_key" ON "rules"("name");

-- CreateIndex
CREATE UNIQUE INDEX "queues_slug_key" ON "queues"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "cases_number_key" ON "cases"("number");

-- CreateIndex
CREATE INDEX "cases_item_id_idx" ON "cases"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "decisions_reverses_id_key" ON "decisions"("reverses_id");

-- CreateIndex
CREATE INDEX "decisions_item_id_created_at_idx" ON "decisions"("item_id", "created_at");

-- CreateIndex
CREATE INDEX "decisions_case_id_idx" ON "decisions"("case_id");

-- CreateIndex
CREATE INDEX "decisions_actor_id_created_at_idx" ON "decisions"("actor_id", "created_at");

-- CreateIndex
CREATE INDEX "exposures_user_id_created_at_idx" ON "exposures"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "enforcements_sequence_key" ON "enforcements"("sequence");

-- CreateIndex
CREATE INDEX "enforcements_decision_id_idx" ON "enforcements"("decision_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_hash_key" ON "audit_entries"("hash");

-- CreateIndex
CREATE INDEX "audit_entries_subject_sequence_idx" ON "audit_entries"("subject", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "model_versions_name_version_key" ON "model_versions"("name", "version");

-- AddForeignKey
ALTER TABLE "items" ADD CONSTRAINT "items_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media" ADD CONSTRAINT "media_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_sets" ADD CONSTRAINT "signal_sets_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "reporters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queues"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_claimed_by_id_fkey" FOREIGN KEY ("claimed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_policy_version_id_fkey" FOREIGN KEY ("policy_version_id") REFERENCES "policy_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_reverses_id_fkey" FOREIGN KEY ("reverses_id") REFERENCES "decisions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposures" ADD CONSTRAINT "exposures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exposures" ADD CONSTRAINT "exposures_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enforcements" ADD CONSTRAINT "enforcements_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enforcements" ADD CONSTRAINT "enforcements_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enforcements" ADD CONSTRAINT "enforcements_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- What follows is what the Prisma schema cannot say.

-- The next case of a queue: one index descent among open cases, whatever the number of closed ones.
CREATE INDEX "cases_open_rank" ON "cases" ("queue_id", "rank" DESC, "id") WHERE "state" = 'open';
CREATE INDEX "cases_open_due" ON "cases" ("queue_id", "due_at") WHERE "state" = 'open';
CREATE INDEX "cases_open_claimed" ON "cases" ("claimed_by_id", "claim_expires_at") WHERE "state" = 'open' AND "claimed_by_id" IS NOT NULL;
-- Work on one item is never doubled: one open case per item and purpose.
CREATE UNIQUE INDEX "cases_one_open_per_item" ON "cases" ("item_id", "purpose") WHERE "state" = 'open';

CREATE INDEX "items_pending" ON "items" ("received_at") WHERE "state" = 'pending';

-- The outbox: what is due, and what stands before it on the same item and endpoint.
CREATE INDEX "enforcements_due" ON "enforcements" ("not_before", "sequence") WHERE "state" IN ('pending', 'sending');
CREATE INDEX "enforcements_unsettled" ON "enforcements" ("item_id", "endpoint_id", "sequence") WHERE "state" IN ('pending', 'sending', 'dead');
CREATE INDEX "enforcements_dead" ON "enforcements" ("sequence" DESC) WHERE "state" = 'dead';

CREATE INDEX "decisions_newest" ON "decisions" ("created_at" DESC, "id");
CREATE UNIQUE INDEX "model_versions_one_champion" ON "model_versions" ("name") WHERE "state" = 'champion';

ALTER TABLE "cases" ADD CONSTRAINT "cases_severity_range" CHECK ("severity" BETWEEN 1 AND 5);
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_severity_range" CHECK ("severity" BETWEEN 1 AND 5);
ALTER TABLE "cases" ADD CONSTRAINT "cases_claim_whole" CHECK (("claimed_by_id" IS NULL) = ("claim_expires_at" IS NULL));
-- A restricting decision names the policy version it stands on (invariant 9).
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_name_policy" CHECK ("action" = 'allow' OR "policy_version_id" IS NOT NULL);

-- Append-only, whoever holds the connection (invariants 3 and 13).
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "decisions_append_only" BEFORE UPDATE OR DELETE ON "decisions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "policy_versions_append_only" BEFORE DELETE ON "policy_versions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

INSERT INTO "audit_head" ("id", "sequence", "hash") VALUES (1, 0, repeat('0', 64));
