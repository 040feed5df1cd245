-- CreateEnum
CREATE TYPE "annotation_project_state" AS ENUM ('active', 'paused', 'closed');

-- CreateEnum
CREATE TYPE "task_origin" AS ENUM ('uncertainty', 'diversity', 'random', 'import', 'gold');

-- CreateEnum
CREATE TYPE "annotation_state" AS ENUM ('assigned', 'submitted', 'skipped');

-- CreateEnum
CREATE TYPE "dataset_split" AS ENUM ('train', 'dev', 'test');

-- CreateEnum
CREATE TYPE "training_run_state" AS ENUM ('queued', 'running', 'cancelling', 'cancelled', 'failed', 'succeeded');

-- AlterTable
ALTER TABLE "model_versions" ADD COLUMN     "artifact" BYTEA,
ADD COLUMN     "artifact_hash" TEXT,
ADD COLUMN     "training_run_id" UUID;

-- CreateTable
CREATE TABLE "annotation_projects" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "guidelines" TEXT NOT NULL,
    "labels" JSONB NOT NULL,
    "overlap" INTEGER NOT NULL DEFAULT 2,
    "sampling" JSONB NOT NULL,
    "state" "annotation_project_state" NOT NULL DEFAULT 'active',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotation_projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotation_tasks" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "item_id" UUID,
    "external_id" TEXT,
    "text" TEXT NOT NULL,
    "language" TEXT,
    "origin" "task_origin" NOT NULL,
    "position" DOUBLE PRECISION NOT NULL,
    "chosen_by" JSONB NOT NULL DEFAULT '{}',
    "gold" TEXT[],
    "is_gold" BOOLEAN NOT NULL DEFAULT false,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "overlap" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "annotation_tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotations" (
    "id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "state" "annotation_state" NOT NULL DEFAULT 'assigned',
    "labels" TEXT[],
    "skip_reason" TEXT,
    "seconds" DOUBLE PRECISION,
    "lease_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "annotations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consensus_labels" (
    "task_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "value" SMALLINT NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "annotators" INTEGER NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consensus_labels_pkey" PRIMARY KEY ("task_id","label")
);

-- CreateTable
CREATE TABLE "dataset_snapshots" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL,
    "summary" JSONB NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_examples" (
    "snapshot_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT,
    "labels" JSONB NOT NULL,
    "provenance" JSONB NOT NULL,
    "split" "dataset_split" NOT NULL,
    "item_id" UUID,

    CONSTRAINT "dataset_examples_pkey" PRIMARY KEY ("snapshot_id","position")
);

-- CreateTable
CREATE TABLE "split_assignments" (
    "text_hash" TEXT NOT NULL,
    "split" "dataset_split" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "split_assignments_pkey" PRIMARY KEY ("text_hash")
);

-- CreateTable
CREATE TABLE "training_runs" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "base_version_id" UUID NOT NULL,
    "state" "training_run_state" NOT NULL DEFAULT 'queued',
    "options" JSONB NOT NULL DEFAULT '{}',
    "curve" JSONB NOT NULL DEFAULT '[]',
    "checkpoint" BYTEA,
    "failure" TEXT,
    "heartbeat_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_evaluations" (
    "id" UUID NOT NULL,
    "challenger_id" UUID NOT NULL,
    "champion_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "result" JSONB NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_evaluations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_pointers" (
    "name" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "previous_version_id" UUID,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_pointers_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "annotation_projects_slug_key" ON "annotation_projects"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "annotation_tasks_project_id_item_id_key" ON "annotation_tasks"("project_id", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "annotation_tasks_project_id_external_id_key" ON "annotation_tasks"("project_id", "external_id");

-- CreateIndex
CREATE INDEX "annotations_user_id_submitted_at_idx" ON "annotations"("user_id", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "annotations_task_id_user_id_key" ON "annotations"("task_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_snapshots_number_key" ON "dataset_snapshots"("number");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_snapshots_hash_key" ON "dataset_snapshots"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "training_runs_number_key" ON "training_runs"("number");

-- CreateIndex
CREATE INDEX "model_evaluations_challenger_id_idx" ON "model_evaluations"("challenger_id");

-- CreateIndex
CREATE UNIQUE INDEX "model_versions_training_run_id_key" ON "model_versions"("training_run_id");

-- AddForeignKey
ALTER TABLE "annotation_projects" ADD CONSTRAINT "annotation_projects_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_tasks" ADD CONSTRAINT "annotation_tasks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "annotation_projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_tasks" ADD CONSTRAINT "annotation_tasks_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "annotation_tasks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consensus_labels" ADD CONSTRAINT "consensus_labels_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "annotation_tasks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_snapshots" ADD CONSTRAINT "dataset_snapshots_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_examples" ADD CONSTRAINT "dataset_examples_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "dataset_snapshots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_runs" ADD CONSTRAINT "training_runs_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "dataset_snapshots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_runs" ADD CONSTRAINT "training_runs_base_version_id_fkey" FOREIGN KEY ("base_version_id") REFERENCES "model_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_runs" ADD CONSTRAINT "training_runs_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_evaluations" ADD CONSTRAINT "model_evaluations_challenger_id_fkey" FOREIGN KEY ("challenger_id") REFERENCES "model_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_evaluations" ADD CONSTRAINT "model_evaluations_champion_id_fkey" FOREIGN KEY ("champion_id") REFERENCES "model_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_evaluations" ADD CONSTRAINT "model_evaluations_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "dataset_snapshots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_pointers" ADD CONSTRAINT "model_pointers_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "model_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_pointers" ADD CONSTRAINT "model_pointers_previous_version_id_fkey" FOREIGN KEY ("previous_version_id") REFERENCES "model_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_versions" ADD CONSTRAINT "model_versions_training_run_id_fkey" FOREIGN KEY ("training_run_id") REFERENCES "training_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What follows is what the Prisma schema cannot say.

-- A task is never in more hands than it asks for, whatever the code does.
ALTER TABLE "annotation_tasks" ADD CONSTRAINT "annotation_tasks_taken" CHECK ("taken" >= 0 AND "taken" <= "overlap" AND "overlap" >= 1);
ALTER TABLE "annotation_tasks" ADD CONSTRAINT "annotation_tasks_named" CHECK ("item_id" IS NOT NULL OR "external_id" IS NOT NULL);
CREATE INDEX "annotation_tasks_wanted" ON "annotation_tasks" ("project_id", "position", "id") WHERE "taken" < "overlap";
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_whole" CHECK (("state" = 'submitted') = ("submitted_at" IS NOT NULL) AND ("state" = 'skipped') = ("skip_reason" IS NOT NULL));
CREATE INDEX "annotations_leased" ON "annotations" ("lease_expires_at") WHERE "state" = 'assigned';

-- Snapshots and what was measured on them are never changed (invariant 11).
CREATE TRIGGER "dataset_snapshots_append_only" BEFORE UPDATE OR DELETE ON "dataset_snapshots" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "dataset_examples_append_only" BEFORE UPDATE OR DELETE ON "dataset_examples" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "split_assignments_append_only" BEFORE UPDATE OR DELETE ON "split_assignments" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "model_evaluations_append_only" BEFORE UPDATE OR DELETE ON "model_evaluations" FOR EACH ROW EXECUTE FUNCTION refuse_change();
