-- CreateEnum
CREATE TYPE "bulk_state" AS ENUM ('running', 'done', 'undoing', 'undone');

-- CreateEnum
CREATE TYPE "bulk_member_state" AS ENUM ('waiting', 'decided', 'skipped', 'taken_back', 'reversed', 'kept');

-- AlterTable
ALTER TABLE "policy_versions" ADD COLUMN     "one_by_one" BOOLEAN;

-- CreateTable
CREATE TABLE "item_search" (
    "item_id" UUID NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "item_search_pkey" PRIMARY KEY ("item_id")
);

-- CreateTable
CREATE TABLE "item_vectors" (
    "item_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,
    "code" BIT(256) NOT NULL,
    "bands" INTEGER[],

    CONSTRAINT "item_vectors_pkey" PRIMARY KEY ("item_id")
);

-- CreateTable
CREATE TABLE "bulk_actions" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "created_by_id" UUID NOT NULL,
    "state" "bulk_state" NOT NULL DEFAULT 'running',
    "chosen" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "policy_version_id" UUID,
    "rationale" TEXT NOT NULL,
    "seconds_each" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "silent_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "undone_by_id" UUID,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_actions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_members" (
    "bulk_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "case_id" UUID,
    "case_version" INTEGER,
    "state" "bulk_member_state" NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "decision_id" UUID,

    CONSTRAINT "bulk_members_pkey" PRIMARY KEY ("bulk_id","item_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "bulk_actions_number_key" ON "bulk_actions"("number");

-- CreateIndex
CREATE INDEX "bulk_actions_created_by_id_created_at_idx" ON "bulk_actions"("created_by_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "bulk_members_decision_id_key" ON "bulk_members"("decision_id");

-- AddForeignKey
ALTER TABLE "bulk_actions" ADD CONSTRAINT "bulk_actions_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_actions" ADD CONSTRAINT "bulk_actions_undone_by_id_fkey" FOREIGN KEY ("undone_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_members" ADD CONSTRAINT "bulk_members_bulk_id_fkey" FOREIGN KEY ("bulk_id") REFERENCES "bulk_actions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is what the Prisma schema cannot say.

-- Text as it is compared: compatibility forms made plain, Arabic letters and digits as Persian writes them, without
-- marks, tatweel and what has no width, in lower case. Longer texts are found by their beginning.
CREATE FUNCTION "item_fold"(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(translate(normalize(left(body, 50000), NFKC),
    U&'\064A\0649\0626\0643\0629\06C0\0623\0625\0622\0671\0624\06F0\06F1\06F2\06F3\06F4\06F5\06F6\06F7\06F8\06F9\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\200C\200D\200B\200E\200F\2060\FEFF\00AD\0640\064B\064C\064D\064E\064F\0650\0651\0652\0653\0654\0655\0670',
    U&'\06CC\06CC\06CC\06A9\0647\0647\0627\0627\0627\0627\06480123456789' || '0123456789'))
$$;

-- Scripts that put no spaces between words: Japanese, Chinese, and Korean, whose words carry their endings.
-- A text in them is found by its pairs of neighbouring letters. A letter with no neighbour after it stands alone;
-- a search for several is one for their pairs only.
CREATE FUNCTION "item_pairs"(body text, ends boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(letter || CASE WHEN next ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]' THEN next ELSE '' END, ' ' ORDER BY place)
  FROM (SELECT letter, place, lead(letter) OVER (ORDER BY place) AS next, lag(letter) OVER (ORDER BY place) AS before
        FROM unnest(string_to_array(body, NULL)) WITH ORDINALITY AS letters(letter, place)) AS neighbours
  WHERE letter ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]' AND (ends OR next ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]' OR before IS NULL OR before !~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]')
$$;

-- How the words of a language are stemmed. A language PostgreSQL has no stemmer for keeps its words as they are;
-- so does Arabic, whose stemmer does not know the folded letters.
CREATE FUNCTION "item_config"(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE split_part(lower(language), '-', 1)
    WHEN 'en' THEN 'pg_catalog.english'::regconfig WHEN 'de' THEN 'pg_catalog.german'::regconfig
    WHEN 'fr' THEN 'pg_catalog.french'::regconfig WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
    WHEN 'it' THEN 'pg_catalog.italian'::regconfig WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
    WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
    WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
    WHEN 'da' THEN 'pg_catalog.danish'::regconfig WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig
    WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig
    WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig
    ELSE 'pg_catalog.simple'::regconfig END
$$;

-- Everything an item is found by in the index: its words, and its fixed facts as words that no text holds.
CREATE FUNCTION "item_words"(language text, surface text, kind text, account uuid, body text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  folded text := item_fold(body);
  words tsvector := array_to_tsvector(array_remove(ARRAY['kind=' || kind, 'language=' || split_part(lower(language), '-', 1),
    'surface=' || surface, 'account=' || account], NULL));
BEGIN
  IF folded ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]' THEN
    RETURN words || to_tsvector('simple', item_pairs(folded, true))
      || to_tsvector(item_config(language), regexp_replace(folded, '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+', ' ', 'g'));
  END IF;
  RETURN words || to_tsvector(item_config(language), folded);
END $$;

-- One word or phrase of a search, folded already, as one configuration reads it.
CREATE FUNCTION "search_phrase"(config regconfig, phrase text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  pairs text := item_pairs(phrase, false);
BEGIN
  IF pairs IS NULL THEN RETURN phraseto_tsquery(config, phrase); END IF;
  -- One letter is found at the beginning of a pair.
  RETURN (CASE WHEN length(pairs) = 1 THEN to_tsquery('simple', pairs || ':*') ELSE phraseto_tsquery('simple', pairs) END)
    && phraseto_tsquery(config, regexp_replace(phrase, '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+', ' ', 'g'));
END $$;

-- All of the wanted and none of the unwanted, in whichever language: an item was stemmed for its own, which the
-- searcher need not know. Words too common to be kept in a language are not asked of it.
CREATE FUNCTION "search_query"(wanted text[], unwanted text[]) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  config regconfig;
  phrase text;
  one tsquery;
  said text[] := '{}';
  found tsquery := ''::tsquery;
  refused tsquery := ''::tsquery;
BEGIN
  FOREACH config IN ARRAY ARRAY['simple', 'english', 'german', 'french', 'spanish', 'italian', 'portuguese', 'dutch', 'russian', 'turkish',
    'swedish', 'danish', 'norwegian', 'finnish', 'hungarian', 'romanian']::regconfig[] LOOP
    one := ''::tsquery;
    FOREACH phrase IN ARRAY wanted LOOP one := one && search_phrase(config, item_fold(phrase)); END LOOP;
    -- Most languages read most words alike: said once is enough.
    IF numnode(one) > 0 AND NOT one::text = ANY (said) THEN
      said := said || one::text;
      found := found || one;
    END IF;
    FOREACH phrase IN ARRAY unwanted LOOP
      one := search_phrase(config, item_fold(phrase));
      IF numnode(one) > 0 AND NOT '-' || one::text = ANY (said) THEN
        said := said || ('-' || one::text);
        refused := refused || one;
      END IF;
    END LOOP;
  END LOOP;
  RETURN CASE WHEN numnode(refused) = 0 THEN found ELSE found && !! refused END;
END $$;

-- The stems by which the words of a search are found, for marking them in what is shown.
CREATE FUNCTION "search_stems"(wanted text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT stem), '{}')
  FROM unnest(ARRAY['simple', 'english', 'german', 'french', 'spanish', 'italian', 'portuguese', 'dutch', 'russian', 'turkish',
    'swedish', 'danish', 'norwegian', 'finnish', 'hungarian', 'romanian']::regconfig[]) AS config,
    unnest(wanted) AS phrase, unnest(tsvector_to_array(to_tsvector(config, item_fold(phrase)))) AS stem
$$;

-- Partial only in form: every match is one of something.
CREATE INDEX "item_search_words" ON "item_search" USING gin ("words") WHERE "words" IS NOT NULL;
CREATE INDEX "item_vectors_bands" ON "item_vectors" USING gin ("bands") WHERE "bands" IS NOT NULL;
CREATE INDEX "media_sha256" ON "media" ("sha256") WHERE "sha256" IS NOT NULL;
-- What an action of many still has to do.
CREATE INDEX "bulk_members_waiting" ON "bulk_members" ("bulk_id", "position") WHERE "state" = 'waiting';

INSERT INTO "item_search" ("item_id", "words")
  SELECT "id", item_words("language", "surface", "kind"::text, "account_id", "text") FROM "items" ORDER BY "id";

CREATE FUNCTION "index_items"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_search (item_id, words)
    SELECT id, item_words(language, surface, kind::text, account_id, text) FROM fresh ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "items_searchable" AFTER INSERT ON "items" REFERENCING NEW TABLE AS "fresh" FOR EACH STATEMENT EXECUTE FUNCTION "index_items"();
