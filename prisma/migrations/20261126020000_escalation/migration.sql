-- DropIndex
DROP INDEX "case_facts_by_age";

-- DropIndex
DROP INDEX "case_facts_by_due";

-- DropIndex
DROP INDEX "case_facts_by_priority";

-- DropIndex
DROP INDEX "case_facts_by_reach";

-- AlterTable
ALTER TABLE "case_facts" ADD COLUMN     "tier" SMALLINT NOT NULL DEFAULT 2;

-- AlterTable
ALTER TABLE "cases" ADD COLUMN     "tier" SMALLINT NOT NULL DEFAULT 2;

-- CreateTable
CREATE TABLE "escalation_paths" (
    "id" TEXT NOT NULL,
    "queue_id" UUID,
    "due_minutes" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "escalation_paths_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "escalation_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "emergencies" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "marked_by_id" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "checklist" JSONB NOT NULL,
    "from_queue_id" UUID NOT NULL,
    "from_purpose" "queue_purpose" NOT NULL,
    "from_due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "called_off_at" TIMESTAMPTZ(3),
    "called_off_by_id" UUID,
    "reason" TEXT,

    CONSTRAINT "emergencies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "emergency_ticks" (
    "id" UUID NOT NULL,
    "emergency_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "done" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "emergency_ticks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_alarms" (
    "id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "queue_id" UUID,
    "case_numbers" INTEGER[],
    "case_count" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_alarms_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "escalation_paths_queue_id_idx" ON "escalation_paths"("queue_id");

-- CreateIndex
CREATE INDEX "emergencies_case_id_idx" ON "emergencies"("case_id");

-- CreateIndex
CREATE INDEX "emergency_ticks_emergency_id_created_at_idx" ON "emergency_ticks"("emergency_id", "created_at");

-- CreateIndex
CREATE INDEX "escalation_alarms_opened_at_idx" ON "escalation_alarms"("opened_at");

-- CreateIndex
CREATE INDEX "case_facts_by_priority" ON "case_facts"("queue_id", "tier", "rank" DESC, "case_id");

-- CreateIndex
CREATE INDEX "case_facts_by_due" ON "case_facts"("queue_id", "tier", "due_at", "case_id");

-- CreateIndex
CREATE INDEX "case_facts_by_age" ON "case_facts"("queue_id", "tier", "created_at", "case_id");

-- CreateIndex
CREATE INDEX "case_facts_by_reach" ON "case_facts"("queue_id", "tier", "reach_rank" DESC, "case_id");

-- AddForeignKey
ALTER TABLE "escalation_paths" ADD CONSTRAINT "escalation_paths_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queues"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergencies" ADD CONSTRAINT "emergencies_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergencies" ADD CONSTRAINT "emergencies_marked_by_id_fkey" FOREIGN KEY ("marked_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergencies" ADD CONSTRAINT "emergencies_called_off_by_id_fkey" FOREIGN KEY ("called_off_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergencies" ADD CONSTRAINT "emergencies_from_queue_id_fkey" FOREIGN KEY ("from_queue_id") REFERENCES "queues"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_ticks" ADD CONSTRAINT "emergency_ticks_emergency_id_fkey" FOREIGN KEY ("emergency_id") REFERENCES "emergencies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_ticks" ADD CONSTRAINT "emergency_ticks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_alarms" ADD CONSTRAINT "escalation_alarms_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queues"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What follows is what the Prisma schema cannot say.

ALTER TABLE "cases" ADD CONSTRAINT "cases_tier" CHECK ("tier" BETWEEN 0 AND 2);
ALTER TABLE "escalation_paths" ADD CONSTRAINT "escalation_paths_due" CHECK ("due_minutes" > 0);
ALTER TABLE "escalation_settings" ADD CONSTRAINT "escalation_settings_one_row" CHECK ("id" = 1);
CREATE UNIQUE INDEX "emergencies_one_standing" ON "emergencies" ("case_id") WHERE "called_off_at" IS NULL;
CREATE UNIQUE INDEX "escalation_alarms_one_open" ON "escalation_alarms" ("cause", "queue_id") NULLS NOT DISTINCT WHERE "closed_at" IS NULL;
CREATE TRIGGER "emergency_ticks_append_only" BEFORE UPDATE OR DELETE ON "emergency_ticks" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Those few that stand before all others, in whichever queue.
CREATE INDEX "case_facts_raised" ON "case_facts" ("tier", "case_id") WHERE "tier" < 2;

-- An emergency is found under the source that an escalation has.
CREATE OR REPLACE FUNCTION "case_sources"(reasons jsonb, purpose queue_purpose) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT source ORDER BY source), '{}') FROM (
    SELECT CASE reason->>'kind'
      WHEN 'signal' THEN 'model' WHEN 'lexicon' THEN 'lexicon' WHEN 'rule' THEN 'rule' WHEN 'tag' THEN 'rule'
      WHEN 'reports' THEN 'report' WHEN 'unscored' THEN 'unscored' WHEN 'escalated' THEN 'escalation' WHEN 'emergency' THEN 'escalation'
      WHEN 'reopened' THEN 'undo' WHEN 'appeal' THEN 'appeal' END AS source
    FROM jsonb_array_elements(reasons) AS reason
    UNION ALL SELECT 'sample' WHERE purpose IN ('prevalence', 'quality')) AS named
  WHERE source IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION "keep_case_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
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
  INSERT INTO case_facts (case_id, queue_id, policy_code, language, severity, reach, sources, reasons, profile, created_at, due_at, tier, rank, reach_rank)
  VALUES (NEW.id, NEW.queue_id, NEW.policy_code, item.language, NEW.severity, item.reach, sources, reasons,
          case_profile(NEW.policy_code, item.language, item.reach, sources, reasons),
          NEW.created_at, NEW.due_at, NEW.tier, NEW.rank, case_reach_rank(item.reach, NEW.created_at))
  ON CONFLICT (case_id) DO UPDATE SET
    queue_id = excluded.queue_id, policy_code = excluded.policy_code, language = excluded.language, severity = excluded.severity,
    reach = excluded.reach, sources = excluded.sources, reasons = excluded.reasons, profile = excluded.profile, created_at = excluded.created_at,
    due_at = excluded.due_at, tier = excluded.tier, rank = excluded.rank, reach_rank = excluded.reach_rank;
  RETURN NULL;
END $$;

DROP TRIGGER "cases_keep_facts" ON "cases";
CREATE TRIGGER "cases_keep_facts" AFTER INSERT OR UPDATE OF "state", "queue_id", "purpose", "policy_code", "severity", "reasons", "tier", "rank", "due_at", "created_at"
  ON "cases" FOR EACH ROW EXECUTE FUNCTION "keep_case_facts"();
