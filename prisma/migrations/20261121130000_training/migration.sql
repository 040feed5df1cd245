-- CreateEnum
CREATE TYPE "pointer_move_kind" AS ENUM ('install', 'promote', 'roll_back');

-- AlterTable
ALTER TABLE "training_runs" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "model_pointer_moves" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" "pointer_move_kind" NOT NULL,
    "from_version_id" UUID,
    "to_version_id" UUID NOT NULL,
    "evaluation_id" UUID,
    "reason" TEXT NOT NULL,
    "actor_id" UUID,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_pointer_moves_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "model_pointer_moves_name_revision_key" ON "model_pointer_moves"("name", "revision");

-- AddForeignKey
ALTER TABLE "model_pointer_moves" ADD CONSTRAINT "model_pointer_moves_from_version_id_fkey" FOREIGN KEY ("from_version_id") REFERENCES "model_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_pointer_moves" ADD CONSTRAINT "model_pointer_moves_to_version_id_fkey" FOREIGN KEY ("to_version_id") REFERENCES "model_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_pointer_moves" ADD CONSTRAINT "model_pointer_moves_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "model_evaluations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_pointer_moves" ADD CONSTRAINT "model_pointer_moves_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- What follows is what the Prisma schema cannot say.

CREATE TRIGGER "model_pointer_moves_append_only" BEFORE UPDATE OR DELETE ON "model_pointer_moves" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One training at a time, whatever the code does.
CREATE UNIQUE INDEX "training_runs_one_live" ON "training_runs" ((true)) WHERE "state" IN ('queued', 'running', 'cancelling');

-- Invariant 12: the pointer moves forward only on a passed evaluation of exactly this challenger against exactly this
-- champion, and back only to what was in force before.
CREATE FUNCTION "guard_model_pointer"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.name <> OLD.name OR NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'a model pointer moves one revision at a time' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.version_id = OLD.previous_version_id
     AND (NEW.previous_version_id IS NULL
          OR EXISTS (SELECT 1 FROM model_pointer_moves WHERE to_version_id = NEW.previous_version_id)) THEN
    RETURN NEW;
  END IF;
  IF NEW.previous_version_id = OLD.version_id
     AND EXISTS (SELECT 1 FROM model_evaluations
                 WHERE challenger_id = NEW.version_id AND champion_id = OLD.version_id AND passed) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'no passed evaluation of this version against the champion' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "model_pointers_guarded" BEFORE UPDATE OR DELETE ON "model_pointers" FOR EACH ROW EXECUTE FUNCTION "guard_model_pointer"();
