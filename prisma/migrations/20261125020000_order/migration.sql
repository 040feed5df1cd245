-- CreateEnum
CREATE TYPE "queue_order" AS ENUM ('priority', 'due', 'age', 'reach');

-- AlterTable
ALTER TABLE "queues" ADD COLUMN     "ordered_by" "queue_order" NOT NULL DEFAULT 'priority',
ADD COLUMN     "retired_at" TIMESTAMPTZ(3),
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "warning_share" DOUBLE PRECISION NOT NULL DEFAULT 0.25;

-- CreateTable
CREATE TABLE "case_facts" (
    "case_id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "policy_code" TEXT,
    "language" TEXT,
    "severity" SMALLINT NOT NULL,
    "reach" DOUBLE PRECISION NOT NULL,
    "sources" TEXT[],
    "reasons" TEXT[],
    "profile" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "rank" DOUBLE PRECISION NOT NULL,
    "reach_rank" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "case_facts_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "sla_breaches" (
    "case_id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sla_breaches_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "reviewer_skills" (
    "user_id" UUID NOT NULL,
    "languages" TEXT[],
    "policy_codes" TEXT[],
    "max_severity" SMALLINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reviewer_skills_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "filter" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "default_views" (
    "user_id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "view_id" UUID NOT NULL,

    CONSTRAINT "default_views_pkey" PRIMARY KEY ("user_id","queue_id")
);

-- CreateIndex
CREATE INDEX "case_facts_by_priority" ON "case_facts"("queue_id", "rank" DESC, "case_id");

-- CreateIndex
CREATE INDEX "case_facts_by_due" ON "case_facts"("queue_id", "due_at", "case_id");

-- CreateIndex
CREATE INDEX "case_facts_by_age" ON "case_facts"("queue_id", "created_at", "case_id");

-- CreateIndex
CREATE INDEX "case_facts_by_reach" ON "case_facts"("queue_id", "reach_rank" DESC, "case_id");

-- CreateIndex
CREATE INDEX "sla_breaches_queue_id_due_at_idx" ON "sla_breaches"("queue_id", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_queue_id_owner_id_name_key" ON "saved_views"("queue_id", "owner_id", "name");

-- AddForeignKey
ALTER TABLE "case_facts" ADD CONSTRAINT "case_facts_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_facts" ADD CONSTRAINT "case_facts_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queues"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_breaches" ADD CONSTRAINT "sla_breaches_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_breaches" ADD CONSTRAINT "sla_breaches_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queues"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviewer_skills" ADD CONSTRAINT "reviewer_skills_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queues"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queues"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_view_id_fkey" FOREIGN KEY ("view_id") REFERENCES "saved_views"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows is what the Prisma schema cannot say.

ALTER TABLE "queues" ADD CONSTRAINT "queues_warning_share" CHECK ("warning_share" BETWEEN 0 AND 1);
ALTER TABLE "queues" ADD CONSTRAINT "queues_sla" CHECK ("sla_minutes" > 0);
ALTER TABLE "reviewer_skills" ADD CONSTRAINT "reviewer_skills_severity" CHECK ("max_severity" BETWEEN 1 AND 5);
CREATE TRIGGER "sla_breaches_append_only" BEFORE UPDATE OR DELETE ON "sla_breaches" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Rows come and go with the cases: vacuum early, so that the front of a queue is not a field of dead rows.
ALTER TABLE "case_facts" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- What brought a case, as a set of words.
CREATE FUNCTION "case_sources"(reasons jsonb, purpose queue_purpose) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT source ORDER BY source), '{}') FROM (
    SELECT CASE reason->>'kind'
      WHEN 'signal' THEN 'model' WHEN 'lexicon' THEN 'lexicon' WHEN 'rule' THEN 'rule' WHEN 'tag' THEN 'rule'
      WHEN 'reports' THEN 'report' WHEN 'unscored' THEN 'unscored' WHEN 'escalated' THEN 'escalation'
      WHEN 'reopened' THEN 'undo' WHEN 'appeal' THEN 'appeal' END AS source
    FROM jsonb_array_elements(reasons) AS reason
    UNION ALL SELECT 'sample' WHERE purpose IN ('prevalence', 'quality')) AS named
  WHERE source IS NOT NULL
$$;

-- Why a case is here, each reason under a name that filters can say.
CREATE FUNCTION "case_reasons"(reasons jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT named ORDER BY named), '{}') FROM (
    SELECT (reason->>'kind') || coalesce(':' || CASE reason->>'kind'
      WHEN 'signal' THEN reason->>'signal' WHEN 'lexicon' THEN reason->>'label'
      WHEN 'rule' THEN reason->>'name' WHEN 'tag' THEN reason->>'tag' END, '') AS named
    FROM jsonb_array_elements(reasons) AS reason) AS all_named
  WHERE named IS NOT NULL
$$;

-- The constant key of a queue ordered by reach; lib/review/order.ts says the same in words and is tested against it.
CREATE FUNCTION "case_reach_rank"(reach double precision, created_at timestamptz) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT 100 * least(1, ln(1 + greatest(reach, 0)) / ln(1000001))
       - 2 * extract(epoch FROM created_at - timestamptz '2026-01-01 00:00:00Z')::float8 / 3600
$$;

-- Cases alike in all that does not change with time have the same profile: counting groups by it and the clock, not by
-- a dozen wide values. The bounds are REACH_BOUNDS of lib/review/case-filter.ts; a test compares.
CREATE FUNCTION "case_profile"(policy_code text, language text, reach double precision, sources text[], reasons text[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended(jsonb_build_array(policy_code, language, width_bucket(reach, ARRAY[1, 100, 1000, 10000, 100000]::float8[]), sources, reasons)::text, 0)
$$;

CREATE FUNCTION "keep_case_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item record;
  sources text[];
  reasons text[];
BEGIN
  IF NEW.state <> 'open' THEN
    DELETE FROM case_facts WHERE case_id = NEW.id;
    -- Late and closed before the worker looked: counted all the same.
    IF TG_OP = 'UPDATE' AND OLD.state = 'open' AND NEW.due_at < now() THEN
      INSERT INTO sla_breaches (case_id, queue_id, due_at) VALUES (NEW.id, NEW.queue_id, NEW.due_at) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
  END IF;
  SELECT CASE WHEN lower(split_part(i.language, '-', 1)) NOT IN ('', 'und') THEN lower(split_part(i.language, '-', 1)) END AS language,
         CASE WHEN NEW.purpose IN ('prevalence', 'quality') THEN 0 ELSE i.reach END AS reach
    INTO item FROM items i WHERE i.id = NEW.item_id;
  sources := case_sources(NEW.reasons, NEW.purpose);
  reasons := case_reasons(NEW.reasons);
  INSERT INTO case_facts (case_id, queue_id, policy_code, language, severity, reach, sources, reasons, profile, created_at, due_at, rank, reach_rank)
  VALUES (NEW.id, NEW.queue_id, NEW.policy_code, item.language, NEW.severity, item.reach, sources, reasons,
          case_profile(NEW.policy_code, item.language, item.reach, sources, reasons),
          NEW.created_at, NEW.due_at, NEW.rank, case_reach_rank(item.reach, NEW.created_at))
  ON CONFLICT (case_id) DO UPDATE SET
    queue_id = excluded.queue_id, policy_code = excluded.policy_code, language = excluded.language, severity = excluded.severity,
    reach = excluded.reach, sources = excluded.sources, reasons = excluded.reasons, profile = excluded.profile, created_at = excluded.created_at,
    due_at = excluded.due_at, rank = excluded.rank, reach_rank = excluded.reach_rank;
  RETURN NULL;
END $$;

CREATE TRIGGER "cases_keep_facts" AFTER INSERT OR UPDATE OF "state", "queue_id", "purpose", "policy_code", "severity", "reasons", "rank", "due_at", "created_at"
  ON "cases" FOR EACH ROW EXECUTE FUNCTION "keep_case_facts"();

INSERT INTO "case_facts" ("case_id", "queue_id", "policy_code", "language", "severity", "reach", "sources", "reasons", "profile", "created_at", "due_at", "rank", "reach_rank")
SELECT c.id, c.queue_id, c.policy_code, x.language, c.severity, x.reach, x.sources, x.reasons,
       case_profile(c.policy_code, x.language, x.reach, x.sources, x.reasons), c.created_at, c.due_at, c.rank,
       case_reach_rank(x.reach, c.created_at)
FROM cases c JOIN items i ON i.id = c.item_id
CROSS JOIN LATERAL (
  SELECT CASE WHEN lower(split_part(i.language, '-', 1)) NOT IN ('', 'und') THEN lower(split_part(i.language, '-', 1)) END AS language,
         CASE WHEN c.purpose IN ('prevalence', 'quality') THEN 0 ELSE i.reach END AS reach,
         case_sources(c.reasons, c.purpose) AS sources, case_reasons(c.reasons) AS reasons) AS x
WHERE c.state = 'open';

-- The list and the next case are read from case_facts now, and each queue's due times too.
DROP INDEX "cases_open_rank";
DROP INDEX "cases_open_due";
