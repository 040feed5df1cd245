-- CreateEnum
CREATE TYPE "known_kind" AS ENUM ('pdq', 'sha256', 'text');

-- AlterTable
ALTER TABLE "media" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "fetched_at" TIMESTAMPTZ(3),
ADD COLUMN     "found_type" TEXT,
ADD COLUMN     "pictures" INTEGER,
ADD COLUMN     "sha256" TEXT;

-- CreateTable
CREATE TABLE "media_frames" (
    "id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "at_seconds" DOUBLE PRECISION,
    "file" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "pdq" TEXT NOT NULL,
    "pdq_quality" INTEGER NOT NULL,
    "pdq_turned" TEXT[],
    "values" JSONB,

    CONSTRAINT "media_frames_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "known_banks" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "known_kind" NOT NULL,
    "signal" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "threshold" DOUBLE PRECISION NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_banks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "known_hashes" (
    "id" SERIAL NOT NULL,
    "bank_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_hashes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "known_matches" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "hash_id" INTEGER NOT NULL,
    "distance" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "false_positive_at" TIMESTAMPTZ(3),
    "reported_by_id" UUID,

    CONSTRAINT "known_matches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "media_frames_media_id_position_key" ON "media_frames"("media_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "known_banks_slug_key" ON "known_banks"("slug");

-- CreateIndex
CREATE INDEX "known_hashes_hash_idx" ON "known_hashes"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "known_hashes_bank_id_hash_key" ON "known_hashes"("bank_id", "hash");

-- CreateIndex
CREATE INDEX "known_matches_created_at_idx" ON "known_matches"("created_at");

-- CreateIndex
CREATE INDEX "known_matches_hash_id_idx" ON "known_matches"("hash_id");

-- CreateIndex
CREATE UNIQUE INDEX "known_matches_item_id_hash_id_key" ON "known_matches"("item_id", "hash_id");

-- AddForeignKey
ALTER TABLE "media_frames" ADD CONSTRAINT "media_frames_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_hashes" ADD CONSTRAINT "known_hashes_bank_id_fkey" FOREIGN KEY ("bank_id") REFERENCES "known_banks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_matches" ADD CONSTRAINT "known_matches_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_matches" ADD CONSTRAINT "known_matches_hash_id_fkey" FOREIGN KEY ("hash_id") REFERENCES "known_hashes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_matches" ADD CONSTRAINT "known_matches_reported_by_id_fkey" FOREIGN KEY ("reported_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
