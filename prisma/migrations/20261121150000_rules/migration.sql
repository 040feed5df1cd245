-- AlterTable
ALTER TABLE "items" ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "policies" ADD COLUMN     "retired_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "policy_versions" ADD COLUMN     "author_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "discarded_at" TIMESTAMPTZ(3),
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "published_by_id" UUID,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "submitted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "rules" ADD COLUMN     "alarm_since" TIMESTAMPTZ(3),
ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "live_since" TIMESTAMPTZ(3),
ADD COLUMN     "live_version" INTEGER,
ADD COLUMN     "published_at" TIMESTAMPTZ(3),
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "shadow_since" TIMESTAMPTZ(3),
ADD COLUMN     "shadow_version" INTEGER;

-- CreateTable
CREATE TABLE "rule_versions" (
    "id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "condition" JSONB NOT NULL,
    "actions" JSONB NOT NULL,
    "stop" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT NOT NULL DEFAULT '',
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_hits" (
    "item_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "shadow" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_hits_pkey" PRIMARY KEY ("item_id","rule_id","version","shadow")
);

-- CreateTable
CREATE TABLE "judged_batches" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "items" INTEGER NOT NULL,

    CONSTRAINT "judged_batches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "rule_versions_rule_id_version_key" ON "rule_versions"("rule_id", "version");

-- CreateIndex
CREATE INDEX "rule_hits_rule_id_at_idx" ON "rule_hits"("rule_id", "at");

-- CreateIndex
CREATE INDEX "judged_batches_at_idx" ON "judged_batches"("at");

-- AddForeignKey
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_versions" ADD CONSTRAINT "rule_versions_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_versions" ADD CONSTRAINT "rule_versions_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_hits" ADD CONSTRAINT "rule_hits_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_hits" ADD CONSTRAINT "rule_hits_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The rules of before become version 1 of each; what held automation says so as an action of its own.
INSERT INTO "rule_versions" ("id", "rule_id", "version", "name", "condition", "actions")
SELECT gen_random_uuid(), "id", 1, "name", "condition",
  CASE "effect"->>'kind'
    WHEN 'review' THEN jsonb_build_array("effect" - 'holdsAutomatic') ||
      CASE WHEN coalesce(("effect"->>'holdsAutomatic')::boolean, true) THEN '[{"kind": "hold-automatic"}]'::jsonb ELSE '[]'::jsonb END
    ELSE jsonb_build_array("effect")
  END
FROM "rules";
UPDATE "rules" SET "published_at" = "updated_at",
  "live_version" = CASE WHEN "enabled" THEN 1 END, "live_since" = CASE WHEN "enabled" THEN "updated_at" END;
ALTER TABLE "rules" DROP COLUMN "condition", DROP COLUMN "effect", DROP COLUMN "enabled", DROP COLUMN "updated_at";
ALTER TABLE "rules" ADD CONSTRAINT "rules_live_whole" CHECK (("live_version" IS NULL) = ("live_since" IS NULL));
ALTER TABLE "rules" ADD CONSTRAINT "rules_shadow_whole" CHECK (("shadow_version" IS NULL) = ("shadow_since" IS NULL));

CREATE TRIGGER "rule_versions_append_only" BEFORE UPDATE OR DELETE ON "rule_versions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "rule_hits_append_only" BEFORE UPDATE OR DELETE ON "rule_hits" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "rules_stay" BEFORE DELETE ON "rules" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "policies_stay" BEFORE DELETE ON "policies" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- What was published is what decisions were made under (invariant 9): it changes no more.
CREATE TRIGGER "policy_versions_stay" BEFORE UPDATE ON "policy_versions" FOR EACH ROW
  WHEN (OLD."published_at" IS NOT NULL OR OLD."discarded_at" IS NOT NULL) EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_one_end" CHECK ("published_at" IS NULL OR "discarded_at" IS NULL);
-- One draft at a time: two people work on the same one, and the second save hears of the first.
CREATE UNIQUE INDEX "policy_versions_one_draft" ON "policy_versions" ("policy_id") WHERE "published_at" IS NULL AND "discarded_at" IS NULL;
