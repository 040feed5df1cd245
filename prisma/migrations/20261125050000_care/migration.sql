-- CreateTable
CREATE TABLE "care_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "care_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "care_preferences" (
    "user_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "snoozed_until" TIMESTAMPTZ(3),

    CONSTRAINT "care_preferences_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "breaks" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "released" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "breaks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_bindings" (
    "user_id" UUID NOT NULL,
    "overrides" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "key_bindings_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "breaks_user_id_started_at_idx" ON "breaks"("user_id", "started_at");

-- AddForeignKey
ALTER TABLE "care_preferences" ADD CONSTRAINT "care_preferences_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_bindings" ADD CONSTRAINT "key_bindings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- One row of settings.
ALTER TABLE "care_settings" ADD CONSTRAINT "care_settings_one" CHECK ("id" = 1);
-- A person is on one break at a time.
CREATE UNIQUE INDEX "breaks_one_open" ON "breaks" ("user_id") WHERE "ended_at" IS NULL;
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_end_after_start" CHECK ("ended_at" IS NULL OR "ended_at" >= "started_at");
