-- AlterTable
ALTER TABLE "cases" ADD COLUMN     "held_at" TIMESTAMPTZ(3),
ADD COLUMN     "hold_reason" TEXT;

-- AlterTable
ALTER TABLE "practice_cases" ADD COLUMN     "held_at" TIMESTAMPTZ(3),
ADD COLUMN     "hold_reason" TEXT;

-- CreateTable
CREATE TABLE "case_drafts" (
    "case_number" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "draft" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_drafts_pkey" PRIMARY KEY ("case_number","user_id")
);

-- CreateTable
CREATE TABLE "case_questions" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "asker_id" UUID NOT NULL,
    "colleague_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_questions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "case_questions_case_id_idx" ON "case_questions"("case_id");

-- CreateIndex
CREATE INDEX "case_questions_colleague_id_answered_at_idx" ON "case_questions"("colleague_id", "answered_at");

-- CreateIndex
CREATE INDEX "case_questions_asker_id_seen_at_idx" ON "case_questions"("asker_id", "seen_at");

-- AddForeignKey
ALTER TABLE "case_drafts" ADD CONSTRAINT "case_drafts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_questions" ADD CONSTRAINT "case_questions_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_questions" ADD CONSTRAINT "case_questions_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_questions" ADD CONSTRAINT "case_questions_colleague_id_fkey" FOREIGN KEY ("colleague_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is what the Prisma schema cannot say.

-- A hold is a claim that runs longer, with a reason. It is whole, on an open case, and never longer than a day (the
-- clock of the claim and the clock of the hold are one: held_at is written by the statement that sets the end).
ALTER TABLE "cases" ADD CONSTRAINT "cases_hold_whole" CHECK (
  ("held_at" IS NULL) = ("hold_reason" IS NULL)
  AND ("held_at" IS NULL OR ("claimed_by_id" IS NOT NULL AND "state" = 'open' AND "purpose" <> 'prevalence'
    AND char_length("hold_reason") BETWEEN 1 AND 300)));
ALTER TABLE "practice_cases" ADD CONSTRAINT "practice_cases_hold_whole" CHECK (
  ("held_at" IS NULL) = ("hold_reason" IS NULL) AND ("held_at" IS NULL OR char_length("hold_reason") BETWEEN 1 AND 300));

-- Whatever else is done to a claim ends its hold: taken over, given back, handed over, renewed, escalated, decided.
CREATE FUNCTION "end_hold"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.held_at := NULL;
  NEW.hold_reason := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER "cases_end_hold" BEFORE UPDATE ON "cases" FOR EACH ROW WHEN (
  OLD."held_at" IS NOT NULL AND NEW."held_at" IS NOT DISTINCT FROM OLD."held_at"
  AND (NEW."claimed_by_id" IS DISTINCT FROM OLD."claimed_by_id" OR NEW."claim_expires_at" IS DISTINCT FROM OLD."claim_expires_at"
    OR NEW."state" <> OLD."state")) EXECUTE FUNCTION "end_hold"();
CREATE TRIGGER "practice_cases_end_hold" BEFORE UPDATE ON "practice_cases" FOR EACH ROW WHEN (
  OLD."held_at" IS NOT NULL AND NEW."held_at" IS NOT DISTINCT FROM OLD."held_at"
  AND (NEW."claim_expires_at" IS DISTINCT FROM OLD."claim_expires_at" OR NEW."state" <> OLD."state")) EXECUTE FUNCTION "end_hold"();
-- A person's holds are listed from here and nowhere else.
CREATE INDEX "cases_on_hold" ON "cases" ("claimed_by_id") WHERE "held_at" IS NOT NULL;

ALTER TABLE "case_drafts" ADD CONSTRAINT "case_drafts_size" CHECK (char_length("draft"::text) <= 40000);
-- What was written on a case is no use once it is closed, nor to whoever passed it on.
CREATE FUNCTION "forget_case_drafts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM case_drafts WHERE case_number = NEW.number AND (NEW.state <> 'open' OR user_id = OLD.claimed_by_id);
  RETURN NULL;
END $$;
CREATE TRIGGER "cases_forget_drafts" AFTER UPDATE OF "state", "purpose" ON "cases" FOR EACH ROW WHEN (
  OLD."state" = 'open' AND (NEW."state" <> 'open' OR NEW."purpose" <> OLD."purpose")) EXECUTE FUNCTION "forget_case_drafts"();
CREATE FUNCTION "forget_practice_drafts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM case_drafts WHERE case_number = NEW.number;
  RETURN NULL;
END $$;
CREATE TRIGGER "practice_cases_forget_drafts" AFTER UPDATE OF "state" ON "practice_cases" FOR EACH ROW WHEN (
  OLD."state" = 'open' AND NEW."state" <> 'open') EXECUTE FUNCTION "forget_practice_drafts"();

ALTER TABLE "case_questions" ADD CONSTRAINT "case_questions_two_people" CHECK ("asker_id" <> "colleague_id");
ALTER TABLE "case_questions" ADD CONSTRAINT "case_questions_length" CHECK (
  char_length("question") BETWEEN 1 AND 1000 AND char_length("answer") BETWEEN 1 AND 2000);
ALTER TABLE "case_questions" ADD CONSTRAINT "case_questions_answered_whole" CHECK (
  ("answer" IS NULL) = ("answered_at" IS NULL) AND ("seen_at" IS NULL OR "answered_at" IS NOT NULL));

-- Invariant 7 holds for questions too, and what is judged blind is judged without others' words, whoever writes the row.
CREATE FUNCTION "question_may_be_asked"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM cases WHERE id = NEW.case_id AND purpose IN ('prevalence', 'quality')) THEN
    RAISE EXCEPTION 'nobody is asked about a case that is judged blind' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  PERFORM refuse_participant(NEW.case_id, NEW.asker_id);
  PERFORM refuse_participant(NEW.case_id, NEW.colleague_id);
  RETURN NEW;
END $$;
CREATE TRIGGER "case_questions_may_be_asked" BEFORE INSERT ON "case_questions" FOR EACH ROW EXECUTE FUNCTION "question_may_be_asked"();
CREATE FUNCTION "question_answered_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.case_id, OLD.asker_id, OLD.colleague_id, OLD.question, OLD.asked_at)
       IS DISTINCT FROM (NEW.id, NEW.case_id, NEW.asker_id, NEW.colleague_id, NEW.question, NEW.asked_at)
     OR (OLD.answered_at IS NOT NULL AND (OLD.answer, OLD.answered_at) IS DISTINCT FROM (NEW.answer, NEW.answered_at)) THEN
    RAISE EXCEPTION 'a question is answered once and its words stay' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.answered_at IS NULL AND NEW.answered_at IS NOT NULL THEN
    PERFORM refuse_participant(NEW.case_id, NEW.colleague_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "case_questions_answered_once" BEFORE UPDATE ON "case_questions" FOR EACH ROW EXECUTE FUNCTION "question_answered_once"();
CREATE TRIGGER "case_questions_stay" BEFORE DELETE ON "case_questions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Who asked or advised on an item took part in what was decided on it.
CREATE OR REPLACE FUNCTION "exclude_participants"() RETURNS trigger LANGUAGE plpgsql AS $$
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
      AND entry.actor ~ '^user:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    UNION
    SELECT person FROM case_questions q JOIN cases ON cases.id = q.case_id
    CROSS JOIN LATERAL (VALUES (q.asker_id), (CASE WHEN q.answered_at IS NOT NULL THEN q.colleague_id END)) AS took_part(person)
    WHERE cases.item_id = NEW.item_id)
  ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
