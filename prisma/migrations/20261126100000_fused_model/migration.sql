-- AlterTable
ALTER TABLE "items" ADD COLUMN     "behaviour" JSONB;

-- AlterTable
ALTER TABLE "media_frames" ADD COLUMN     "embedding" BYTEA,
ADD COLUMN     "embedding_model" TEXT;

-- AlterTable
ALTER TABLE "dataset_snapshots" ADD COLUMN     "model" TEXT NOT NULL DEFAULT 'text-moderator';

-- AlterTable
ALTER TABLE "dataset_examples" ADD COLUMN     "inputs" JSONB;

-- CreateTable
CREATE TABLE "shadow_scores" (
    "item_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "latency_ms" DOUBLE PRECISION,
    "values" JSONB NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shadow_scores_pkey" PRIMARY KEY ("item_id","source","version")
);

-- CreateIndex
CREATE INDEX "shadow_scores_source_version_created_at_idx" ON "shadow_scores"("source", "version", "created_at");

-- AddForeignKey
ALTER TABLE "shadow_scores" ADD CONSTRAINT "shadow_scores_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
