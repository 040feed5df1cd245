-- CreateEnum
CREATE TYPE "appeal_state" AS ENUM ('open', 'upheld', 'overturned');

-- CreateTable
CREATE TABLE "statements_of_reasons" (
    "decision_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "statements_of_reasons_pkey" PRIMARY KEY ("decision_id")
);

-- CreateTable
CREATE TABLE "appeals" (
    "id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "appeal_state" NOT NULL DEFAULT 'open',
    "resolved_by_id" UUID,
    "resolution" TEXT,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "appeals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_exclusions" (
    "case_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "case_exclusions_pkey" PRIMARY KEY ("case_id","user_id")
);

-- CreateTable
CREATE TABLE "appeal_drafts" (
    "decision_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appeal_drafts_pkey" PRIMARY KEY ("decision_id")
);

-- CreateTable
CREATE TABLE "labels" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "value" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,
    "decision_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "labels_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "statements_of_reasons_created_at_decision_id_idx" ON "statements_of_reasons"("created_at", "decision_id");

-- CreateIndex
CREATE UNIQUE INDEX "appeals_decision_id_key" ON "appeals"("decision_id");

-- CreateIndex
CREATE UNIQUE INDEX "appeals_case_id_key" ON "appeals"("case_id");

-- CreateIndex
CREATE INDEX "appeals_item_id_idx" ON "appeals"("item_id");

-- CreateIndex
CREATE INDEX "appeal_drafts_updated_at_idx" ON "appeal_drafts"("updated_at");

-- CreateIndex
CREATE INDEX "labels_item_id_idx" ON "labels"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "labels_decision_id_label_key" ON "labels"("decision_id", "label");

-- AddForeignKey
ALTER TABLE "statements_of_reasons" ADD CONSTRAINT "statements_of_reasons_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_resolved_by_id_fkey" FOREIGN KEY ("resolved_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_exclusions" ADD CONSTRAINT "case_exclusions_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_exclusions" ADD CONSTRAINT "case_exclusions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal_drafts" ADD CONSTRAINT "appeal_drafts_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "labels" ADD CONSTRAINT "labels_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "labels" ADD CONSTRAINT "labels_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is what the Prisma schema cannot say.

ALTER TABLE "appeals" ADD CONSTRAINT "appeals_statement_length" CHECK (char_length("statement") BETWEEN 1 AND 10000);
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_resolved_whole" CHECK (
  ("state" = 'open') = ("resolved_at" IS NULL)
  AND ("state" = 'open') = ("resolved_by_id" IS NULL)
  AND ("state" = 'open') = ("resolution" IS NULL));
ALTER TABLE "appeal_drafts" ADD CONSTRAINT "appeal_drafts_length" CHECK (char_length("statement") <= 20000);
ALTER TABLE "labels" ADD CONSTRAINT "labels_value_is_yes_or_no" CHECK ("value" IN (0, 1));

CREATE TRIGGER "statements_append_only" BEFORE UPDATE OR DELETE ON "statements_of_reasons" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "labels_append_only" BEFORE UPDATE OR DELETE ON "labels" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "case_exclusions_append_only" BEFORE UPDATE OR DELETE ON "case_exclusions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Invariant 7: an appeal never reaches anyone who took part in the decision it contests. Whoever decided on the
-- item or took a decision on it back, looked at it to decide an earlier appeal, escalated it or took it over is
-- shut out of the appeal's case from the moment it exists, whoever writes the row.
CREATE FUNCTION "exclude_participants"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_exclusions (case_id, user_id)
  SELECT NEW.case_id, users.id FROM users WHERE users.id IN (
    SELECT actor_id FROM decisions WHERE item_id = NEW.item_id
    UNION
    SELECT exposures.user_id FROM exposures JOIN cases ON cases.id = exposures.case_id WHERE cases.item_id = NEW.item_id
    UNION
    SELECT substring(entry.actor FROM 6)::uuid
    FROM cases JOIN audit_entries entry ON entry.subject = 'case:' || cases.number
    WHERE cases.item_id = NEW.item_id AND entry.action IN ('case.escalated', 'case.taken_over')
      AND entry.actor ~ '^user:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
  ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER "appeals_exclude_participants" AFTER INSERT ON "appeals" FOR EACH ROW EXECUTE FUNCTION "exclude_participants"();

CREATE FUNCTION "refuse_participant"(the_case uuid, person uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM case_exclusions WHERE case_id = the_case AND user_id = person) THEN
    RAISE EXCEPTION 'this person took part in the contested decision' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END $$;
CREATE FUNCTION "refuse_participant_claim"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM refuse_participant(NEW.id, NEW.claimed_by_id); RETURN NEW; END $$;
CREATE FUNCTION "refuse_participant_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM refuse_participant(NEW.case_id, NEW.actor_id); RETURN NEW; END $$;
CREATE TRIGGER "cases_refuse_participant" BEFORE INSERT OR UPDATE OF "claimed_by_id" ON "cases"
  FOR EACH ROW WHEN (NEW."claimed_by_id" IS NOT NULL) EXECUTE FUNCTION "refuse_participant_claim"();
CREATE TRIGGER "decisions_refuse_participant" BEFORE INSERT ON "decisions"
  FOR EACH ROW WHEN (NEW."actor_id" IS NOT NULL AND NEW."case_id" IS NOT NULL) EXECUTE FUNCTION "refuse_participant_decision"();

-- An appeal changes once: from open to resolved, by somebody who may.
CREATE FUNCTION "resolve_appeal_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open'
     OR (OLD.id, OLD.decision_id, OLD.item_id, OLD.case_id, OLD.statement, OLD.locale, OLD.filed_at)
        IS DISTINCT FROM (NEW.id, NEW.decision_id, NEW.item_id, NEW.case_id, NEW.statement, NEW.locale, NEW.filed_at) THEN
    RAISE EXCEPTION 'an appeal is resolved once and its words stay' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  PERFORM refuse_participant(NEW.case_id, NEW.resolved_by_id);
  RETURN NEW;
END $$;
CREATE TRIGGER "appeals_resolved_once" BEFORE UPDATE ON "appeals" FOR EACH ROW EXECUTE FUNCTION "resolve_appeal_once"();
CREATE TRIGGER "appeals_stay" BEFORE DELETE ON "appeals" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- An installation that has its queues already gets the one for appeals; a fresh one gets it from the seed.
INSERT INTO "queues" ("id", "slug", "name", "names", "purpose", "sla_minutes", "position")
SELECT gen_random_uuid(), 'appeals', 'Appeals', '{"fa": "اعتراض‌ها"}', 'appeals', 4320,
       (SELECT max("position") + 1 FROM "queues")
WHERE EXISTS (SELECT 1 FROM "queues") AND NOT EXISTS (SELECT 1 FROM "queues" WHERE "purpose" = 'appeals');
