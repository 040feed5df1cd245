-- AlterTable
ALTER TABLE "decisions" ADD COLUMN     "hours" INTEGER,
ADD COLUMN     "measures" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "private_note" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "account_notes" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_note_pins" (
    "id" UUID NOT NULL,
    "note_id" UUID NOT NULL,
    "pinned" BOOLEAN NOT NULL,
    "actor_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_note_pins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strikes" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "policy_code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "takes_back_id" UUID,

    CONSTRAINT "strikes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strike_ladders" (
    "id" UUID NOT NULL,
    "policy_code" TEXT,
    "version" INTEGER NOT NULL,
    "content" JSONB,
    "note" TEXT NOT NULL DEFAULT '',
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "strike_ladders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_prints" (
    "item_id" UUID NOT NULL,
    "text_hash" BIGINT,
    "bands" INTEGER[],
    "signature" BYTEA,

    CONSTRAINT "item_prints_pkey" PRIMARY KEY ("item_id")
);

-- CreateIndex
CREATE INDEX "account_notes_account_id_created_at_idx" ON "account_notes"("account_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "account_note_pins_note_id_created_at_idx" ON "account_note_pins"("note_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "strikes_decision_id_key" ON "strikes"("decision_id");

-- CreateIndex
CREATE UNIQUE INDEX "strikes_takes_back_id_key" ON "strikes"("takes_back_id");

-- CreateIndex
CREATE INDEX "strikes_account_id_created_at_idx" ON "strikes"("account_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "item_prints_bands_idx" ON "item_prints" USING GIN ("bands");

-- CreateIndex
CREATE INDEX "item_prints_text_hash_item_id_idx" ON "item_prints"("text_hash", "item_id" DESC);

-- AddForeignKey
ALTER TABLE "account_notes" ADD CONSTRAINT "account_notes_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_notes" ADD CONSTRAINT "account_notes_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_note_pins" ADD CONSTRAINT "account_note_pins_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "account_notes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_note_pins" ADD CONSTRAINT "account_note_pins_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_takes_back_id_fkey" FOREIGN KEY ("takes_back_id") REFERENCES "strikes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strike_ladders" ADD CONSTRAINT "strike_ladders_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_prints" ADD CONSTRAINT "item_prints_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "media_sha256_idx" ON "media"("sha256");

-- What follows is what the Prisma schema cannot say.

ALTER TABLE "decisions" ADD CONSTRAINT "decisions_hours_range" CHECK ("hours" BETWEEN 1 AND 8760);
ALTER TABLE "account_notes" ADD CONSTRAINT "account_notes_text_length" CHECK (char_length("text") BETWEEN 1 AND 2000);
-- A strike ends by itself one day; a row that takes one back points at it and has no end of its own.
ALTER TABLE "strikes" ADD CONSTRAINT "strikes_end_or_take_back" CHECK (("takes_back_id" IS NULL) = ("expires_at" IS NOT NULL));
CREATE UNIQUE INDEX "strike_ladders_versions" ON "strike_ladders" (coalesce("policy_code", ''), "version");

CREATE TRIGGER "account_notes_append_only" BEFORE UPDATE OR DELETE ON "account_notes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "account_note_pins_append_only" BEFORE UPDATE OR DELETE ON "account_note_pins" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "strikes_append_only" BEFORE UPDATE OR DELETE ON "strikes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "strike_ladders_append_only" BEFORE UPDATE OR DELETE ON "strike_ladders" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Near pictures: a hash as its eight words, so that hashes which share a word, or nearly one, are found by an index.
CREATE FUNCTION "pdq_words"("pdq" text) RETURNS int[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(('x' || substr("pdq", 1 + 8 * word, 8))::bit(32)::int ORDER BY word) FROM generate_series(0, 7) word
$$;
CREATE INDEX "media_frames_pdq_words" ON "media_frames" USING GIN (("pdq_words"("pdq"))) WHERE "pdq_quality" >= 50;
