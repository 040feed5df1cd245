-- CreateEnum
CREATE TYPE "sample_verdict" AS ENUM ('violating', 'not_violating');

-- CreateTable
CREATE TABLE "prevalence_samples" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "inclusion_probability" DOUBLE PRECISION NOT NULL,
    "views" DOUBLE PRECISION NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verdict" "sample_verdict",
    "policy_code" TEXT,
    "judged_by_id" UUID,
    "judged_at" TIMESTAMPTZ(3),

    CONSTRAINT "prevalence_samples_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "prevalence_samples_item_id_key" ON "prevalence_samples"("item_id");

-- CreateIndex
CREATE INDEX "prevalence_samples_drawn_at_idx" ON "prevalence_samples"("drawn_at");

-- CreateIndex
CREATE INDEX "signal_sets_created_at_idx" ON "signal_sets"("created_at");

-- CreateIndex
CREATE INDEX "cases_due_at_idx" ON "cases"("due_at");

-- AddForeignKey
ALTER TABLE "prevalence_samples" ADD CONSTRAINT "prevalence_samples_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prevalence_samples" ADD CONSTRAINT "prevalence_samples_judged_by_id_fkey" FOREIGN KEY ("judged_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What follows is what the Prisma schema cannot say.

ALTER TABLE "prevalence_samples" ADD CONSTRAINT "prevalence_samples_probability" CHECK ("inclusion_probability" > 0 AND "inclusion_probability" <= 1);
ALTER TABLE "prevalence_samples" ADD CONSTRAINT "prevalence_samples_verdict_whole" CHECK (("verdict" IS NULL) = ("judged_at" IS NULL) AND ("verdict" IS NOT DISTINCT FROM 'violating') = ("policy_code" IS NOT NULL));

-- What was drawn, with what chance and when, stays as it was drawn; only the verdict is written later (invariant 10).
CREATE FUNCTION "keep_draw"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."item_id", NEW."inclusion_probability", NEW."views", NEW."drawn_at")
     IS DISTINCT FROM (OLD."item_id", OLD."inclusion_probability", OLD."views", OLD."drawn_at") THEN
    RAISE EXCEPTION 'a draw is never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "prevalence_samples_keep_draw" BEFORE UPDATE ON "prevalence_samples" FOR EACH ROW EXECUTE FUNCTION "keep_draw"();
