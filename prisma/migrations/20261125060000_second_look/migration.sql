-- CreateEnum
CREATE TYPE "look_state" AS ENUM ('open', 'agreed', 'disagreed', 'settled', 'overtaken', 'cancelled');

-- CreateEnum
CREATE TYPE "practice_state" AS ENUM ('open', 'answered', 'dropped');

-- CreateEnum
CREATE TYPE "calibration_state" AS ENUM ('open', 'closed');

-- CreateTable
CREATE TABLE "quality_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "values" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quality_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_looks" (
    "id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "first_by_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "chance" DOUBLE PRECISION NOT NULL,
    "drawn_by" TEXT NOT NULL,
    "state" "look_state" NOT NULL DEFAULT 'open',
    "second_by_id" UUID,
    "second_action" TEXT,
    "second_policy_code" TEXT,
    "second_rationale" TEXT,
    "second_at" TIMESTAMPTZ(3),
    "adjudication_case_id" UUID,
    "first_is_a" BOOLEAN NOT NULL,
    "settled_by_id" UUID,
    "settled_action" TEXT,
    "settled_policy_code" TEXT,
    "settled_rationale" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "settled_decision_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "second_looks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gold_cases" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "case_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "policy_code" TEXT,
    "explanation" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "gold_cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practice_cases" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "gold_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "state" "practice_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "claim_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT,
    "policy_code" TEXT,
    "rationale" TEXT,
    "fits" BOOLEAN,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "practice_cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calibration_sessions" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "state" "calibration_state" NOT NULL DEFAULT 'open',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "calibration_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calibration_items" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "case_id" UUID NOT NULL,

    CONSTRAINT "calibration_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calibration_people" (
    "session_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "calibration_people_pkey" PRIMARY KEY ("session_id","user_id")
);

-- CreateTable
CREATE TABLE "calibration_answers" (
    "item_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "policy_code" TEXT,
    "rationale" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calibration_answers_pkey" PRIMARY KEY ("item_id","user_id")
);

-- CreateTable
CREATE TABLE "calibration_notes" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calibration_notes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "second_looks_decision_id_key" ON "second_looks"("decision_id");

-- CreateIndex
CREATE UNIQUE INDEX "second_looks_case_id_key" ON "second_looks"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "second_looks_adjudication_case_id_key" ON "second_looks"("adjudication_case_id");

-- CreateIndex
CREATE UNIQUE INDEX "second_looks_settled_decision_id_key" ON "second_looks"("settled_decision_id");

-- CreateIndex
CREATE INDEX "second_looks_first_by_id_created_at_idx" ON "second_looks"("first_by_id", "created_at");

-- CreateIndex
CREATE INDEX "second_looks_second_by_id_second_at_idx" ON "second_looks"("second_by_id", "second_at");

-- CreateIndex
CREATE INDEX "second_looks_item_id_idx" ON "second_looks"("item_id");

-- CreateIndex
CREATE INDEX "second_looks_created_at_idx" ON "second_looks"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "gold_cases_number_key" ON "gold_cases"("number");

-- CreateIndex
CREATE UNIQUE INDEX "gold_cases_case_id_key" ON "gold_cases"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "practice_cases_number_key" ON "practice_cases"("number");

-- CreateIndex
CREATE INDEX "practice_cases_user_id_answered_at_idx" ON "practice_cases"("user_id", "answered_at");

-- CreateIndex
CREATE UNIQUE INDEX "practice_cases_gold_id_user_id_key" ON "practice_cases"("gold_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "calibration_sessions_number_key" ON "calibration_sessions"("number");

-- CreateIndex
CREATE UNIQUE INDEX "calibration_items_session_id_position_key" ON "calibration_items"("session_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "calibration_items_session_id_case_id_key" ON "calibration_items"("session_id", "case_id");

-- CreateIndex
CREATE INDEX "calibration_people_user_id_idx" ON "calibration_people"("user_id");

-- CreateIndex
CREATE INDEX "calibration_notes_item_id_created_at_idx" ON "calibration_notes"("item_id", "created_at");

-- AddForeignKey
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_first_by_id_fkey" FOREIGN KEY ("first_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_second_by_id_fkey" FOREIGN KEY ("second_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_settled_by_id_fkey" FOREIGN KEY ("settled_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_adjudication_case_id_fkey" FOREIGN KEY ("adjudication_case_id") REFERENCES "cases"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_settled_decision_id_fkey" FOREIGN KEY ("settled_decision_id") REFERENCES "decisions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_cases" ADD CONSTRAINT "gold_cases_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gold_cases" ADD CONSTRAINT "gold_cases_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_cases" ADD CONSTRAINT "practice_cases_gold_id_fkey" FOREIGN KEY ("gold_id") REFERENCES "gold_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_cases" ADD CONSTRAINT "practice_cases_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_sessions" ADD CONSTRAINT "calibration_sessions_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_items" ADD CONSTRAINT "calibration_items_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "calibration_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_items" ADD CONSTRAINT "calibration_items_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_people" ADD CONSTRAINT "calibration_people_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "calibration_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_people" ADD CONSTRAINT "calibration_people_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_answers" ADD CONSTRAINT "calibration_answers_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "calibration_items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_answers" ADD CONSTRAINT "calibration_answers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_notes" ADD CONSTRAINT "calibration_notes_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "calibration_items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calibration_notes" ADD CONSTRAINT "calibration_notes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is what the Prisma schema cannot say.

INSERT INTO "quality_settings" ("id", "values") VALUES (1, '{"share": 0, "queues": {}, "policies": {}, "goldShare": 0}');
ALTER TABLE "quality_settings" ADD CONSTRAINT "quality_settings_one_row" CHECK ("id" = 1);

ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_chance" CHECK ("chance" > 0 AND "chance" <= 1);
-- The second person is never the first, and the third is neither.
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_three_people" CHECK (
  "second_by_id" <> "first_by_id" AND "settled_by_id" <> "first_by_id" AND "settled_by_id" <> "second_by_id");
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_answered_whole" CHECK (
  ("second_by_id" IS NULL) = ("second_action" IS NULL) AND ("second_by_id" IS NULL) = ("second_at" IS NULL)
  AND ("state" NOT IN ('agreed', 'disagreed', 'settled') OR "second_by_id" IS NOT NULL));
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_settled_whole" CHECK (
  ("settled_by_id" IS NULL) = ("settled_action" IS NULL) AND ("settled_by_id" IS NULL) = ("settled_at" IS NULL)
  AND ("state" = 'settled') = ("settled_by_id" IS NOT NULL)
  AND ("state" <> 'disagreed' OR "adjudication_case_id" IS NOT NULL));
ALTER TABLE "second_looks" ADD CONSTRAINT "second_looks_name_policy" CHECK (
  ("second_action" IS NULL OR "second_action" = 'allow' OR "second_policy_code" IS NOT NULL)
  AND ("settled_action" IS NULL OR "settled_action" = 'allow' OR "settled_policy_code" IS NOT NULL));

-- As with appeals: whoever took part is shut out of the case from the moment the look exists, whoever writes the row.
CREATE TRIGGER "second_looks_exclude_participants" AFTER INSERT ON "second_looks" FOR EACH ROW EXECUTE FUNCTION "exclude_participants"();
CREATE FUNCTION "exclude_from_adjudication"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_exclusions (case_id, user_id)
  SELECT NEW.adjudication_case_id, person FROM (
    SELECT user_id AS person FROM case_exclusions WHERE case_id = NEW.case_id
    UNION SELECT NEW.first_by_id UNION SELECT NEW.second_by_id
    UNION SELECT actor_id FROM decisions WHERE item_id = NEW.item_id AND actor_id IS NOT NULL) took_part
  ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER "second_looks_exclude_both" AFTER UPDATE OF "adjudication_case_id" ON "second_looks"
  FOR EACH ROW WHEN (NEW."adjudication_case_id" IS NOT NULL) EXECUTE FUNCTION "exclude_from_adjudication"();

-- The draw never changes, each answer is given once, and by somebody who may.
CREATE FUNCTION "second_look_moves_on"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.decision_id, OLD.item_id, OLD.first_by_id, OLD.case_id, OLD.chance, OLD.drawn_by, OLD.first_is_a)
       IS DISTINCT FROM (NEW.id, NEW.decision_id, NEW.item_id, NEW.first_by_id, NEW.case_id, NEW.chance, NEW.drawn_by, NEW.first_is_a)
     OR OLD.state NOT IN ('open', 'disagreed')
     OR (OLD.second_by_id IS NOT NULL AND (OLD.second_by_id, OLD.second_action, OLD.second_policy_code, OLD.second_rationale, OLD.second_at, OLD.adjudication_case_id)
       IS DISTINCT FROM (NEW.second_by_id, NEW.second_action, NEW.second_policy_code, NEW.second_rationale, NEW.second_at, NEW.adjudication_case_id)) THEN
    RAISE EXCEPTION 'a second look is answered once and settled once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  PERFORM refuse_participant(NEW.case_id, NEW.second_by_id);
  PERFORM refuse_participant(NEW.adjudication_case_id, NEW.settled_by_id);
  RETURN NEW;
END $$;
CREATE TRIGGER "second_looks_move_on" BEFORE UPDATE ON "second_looks" FOR EACH ROW EXECUTE FUNCTION "second_look_moves_on"();
CREATE TRIGGER "second_looks_stay" BEFORE DELETE ON "second_looks" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

ALTER TABLE "gold_cases" ADD CONSTRAINT "gold_cases_name_policy" CHECK ("action" = 'allow' OR "policy_code" IS NOT NULL);
ALTER TABLE "practice_cases" ADD CONSTRAINT "practice_cases_answered_whole" CHECK (
  ("state" = 'answered') = ("answered_at" IS NOT NULL) AND ("state" = 'answered') = ("action" IS NOT NULL) AND ("state" = 'answered') = ("fits" IS NOT NULL));

CREATE TRIGGER "calibration_answers_append_only" BEFORE UPDATE OR DELETE ON "calibration_answers" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "calibration_notes_append_only" BEFORE UPDATE OR DELETE ON "calibration_notes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE FUNCTION "calibration_answer_counts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM calibration_items i JOIN calibration_sessions s ON s.id = i.session_id
    JOIN calibration_people p ON p.session_id = s.id AND p.user_id = NEW.user_id
    WHERE i.id = NEW.item_id AND s.state = 'open') THEN
    RAISE EXCEPTION 'an answer is given by somebody invited, while the session is open' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "calibration_answers_count" BEFORE INSERT ON "calibration_answers" FOR EACH ROW EXECUTE FUNCTION "calibration_answer_counts"();

-- An installation that has its queues already gets the two of the second look; a fresh one gets them from the seed.
INSERT INTO "queues" ("id", "slug", "name", "names", "purpose", "sla_minutes", "position")
SELECT gen_random_uuid(), fresh.slug, fresh.name, fresh.names::jsonb, 'quality', fresh.sla, (SELECT max("position") FROM "queues") + fresh.nth
FROM (VALUES ('second-look', 'Second look', '{"fa": "نگاه دوم"}', 2880, 1), ('adjudication', 'Adjudication', '{"fa": "داوری اختلاف‌ها"}', 2880, 2))
  AS fresh(slug, name, names, sla, nth)
WHERE EXISTS (SELECT 1 FROM "queues") AND NOT EXISTS (SELECT 1 FROM "queues" q WHERE q."slug" = fresh.slug);
