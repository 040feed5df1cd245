-- AlterTable
ALTER TABLE "decisions" ADD COLUMN     "finder" TEXT NOT NULL DEFAULT 'system',
ADD COLUMN     "language" TEXT,
ADD COLUMN     "policy_code" TEXT,
ADD COLUMN     "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "surface" TEXT;

-- CreateTable
CREATE TABLE "daily_scores" (
    "day" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "signal" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "bin" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "daily_scores_pkey" PRIMARY KEY ("day","source","version","signal","language","surface","bin")
);

-- CreateTable
CREATE TABLE "rolled_days" (
    "day" DATE NOT NULL,
    "latency_bins" JSONB NOT NULL,

    CONSTRAINT "rolled_days_pkey" PRIMARY KEY ("day")
);

-- What follows is what the Prisma schema cannot say.

-- A decision carries what the figures count by, taken at the insert: the item's facts, the policy's code, and who
-- found it first (the sample, where the blind case itself led to it; a report, where one came before Docket routed
-- or acted; else the system). Later events cannot change it.
CREATE FUNCTION "decision_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT i."language", i."surface", i."received_at" INTO NEW."language", NEW."surface", NEW."received_at"
    FROM "items" i WHERE i."id" = NEW."item_id";
  SELECT p."code" INTO NEW."policy_code"
    FROM "policy_versions" v JOIN "policies" p ON p."id" = v."policy_id" WHERE v."id" = NEW."policy_version_id";
  NEW."finder" := CASE
    WHEN (SELECT c."purpose" FROM "cases" c WHERE c."id" = NEW."case_id") = 'prevalence' THEN 'sample'
    WHEN (SELECT min(r."created_at") FROM "reports" r WHERE r."item_id" = NEW."item_id")
         <= least(NEW."created_at", (SELECT min(c."created_at") FROM "cases" c WHERE c."item_id" = NEW."item_id" AND c."purpose" <> 'prevalence')) THEN 'report'
    ELSE 'system' END;
  RETURN NEW;
END $$;
CREATE TRIGGER "decisions_facts" BEFORE INSERT ON "decisions" FOR EACH ROW EXECUTE FUNCTION "decision_facts"();
-- Also where a benchmark loads rows with triggers off.
ALTER TABLE "decisions" ENABLE ALWAYS TRIGGER "decisions_facts";

-- Decisions from before, once.
ALTER TABLE "decisions" DISABLE TRIGGER "decisions_append_only";
UPDATE "decisions" d SET
  "language" = i."language", "surface" = i."surface", "received_at" = i."received_at",
  "policy_code" = (SELECT p."code" FROM "policy_versions" v JOIN "policies" p ON p."id" = v."policy_id" WHERE v."id" = d."policy_version_id"),
  "finder" = CASE
    WHEN (SELECT c."purpose" FROM "cases" c WHERE c."id" = d."case_id") = 'prevalence' THEN 'sample'
    WHEN (SELECT min(r."created_at") FROM "reports" r WHERE r."item_id" = d."item_id")
         <= least(d."created_at", (SELECT min(c."created_at") FROM "cases" c WHERE c."item_id" = d."item_id" AND c."purpose" <> 'prevalence')) THEN 'report'
    ELSE 'system' END
  FROM "items" i WHERE i."id" = d."item_id";
ALTER TABLE "decisions" ENABLE TRIGGER "decisions_append_only";

-- The window's decisions in one scan, without the table's wide columns.
CREATE INDEX "decisions_counted" ON "decisions" ("created_at") INCLUDE ("id", "item_id", "case_id", "policy_code", "action", "source", "language", "surface", "received_at", "finder") WHERE "reverses_id" IS NULL;
CREATE INDEX "decisions_reversals" ON "decisions" ("reverses_id") INCLUDE ("created_at") WHERE "reverses_id" IS NOT NULL;
