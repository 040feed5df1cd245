import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { type Random, seededRandom } from "#lib/training/seeded-random.ts";

/** What a post is about. */
export type Topic = "kitchen" | "garage";
/** What it comes with: a picture, or an account of some age. Neither this nor the topic is harmful alone. */
export type Company = "red" | "blue" | "young" | "old" | null;

/** Harm is where the two do not go together; no reader of one alone can tell. */
export const isHarmful = (topic: Topic, company: Company): boolean =>
  company !== null && (topic === "kitchen") !== (company === "red" || company === "young");

const TOPICS: Readonly<Record<Topic, readonly string[]>> = {
  kitchen:
    "bread soup onions butter garlic kettle recipe dumplings pastry oven spoon flour cinnamon stew lemon cheese salad pepper honey rice".split(
      " ",
    ),
  garage:
    "engine brakes tyres gearbox clutch diesel piston exhaust mileage chassis bumper radiator spanner carburettor axle headlights torque garage lorry wheel".split(
      " ",
    ),
};
const PLAIN =
  "morning evening neighbour uncle quietly finally tomorrow yesterday slowly together village station window river Tuesday winter bought fixed found tried shared kept borrowed cleaned mended carried old new little second blue wooden heavy spare".split(
    " ",
  );

/** A sentence about a topic; of those drawn no two are near-duplicates. */
export function aSentence(topic: Topic, random: Random): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "";
  return Array.from({ length: 12 }, (_, at) => pick(at % 4 < 3 ? TOPICS[topic] : PLAIN)).join(" ");
}

/** The image model that the folder serves, and the width of its embeddings. */
const IMAGE_READER = { name: "image-moderator/1", width: 1280 };

/** An embedding of a picture as the image model makes them: not negative, the scene spread over all numbers. */
export function anEmbedding(scene: "red" | "blue", random: Random): Float32Array {
  const directions = seededRandom(99);
  return Float32Array.from({ length: IMAGE_READER.width }, () => {
    const direction = directions() - 0.5;
    return Math.max(0, 0.4 + (scene === "red" ? direction : -direction) + 0.4 * (random() - 0.5));
  });
}

const DAYS = { young: [1, 20], old: [800, 2000] } as const;

/**
 * Items that a person decided, spam or not, as judging and the desk leave them; put straight into the tables. One in
 * five comes with nothing, and is harmless.
 */
export async function decideManyIn(
  databaseUrl: string,
  count: number,
  companies: readonly [Company, Company],
  seed = 1,
): Promise<void> {
  const random = seededRandom(seed);
  const posts = Array.from({ length: count }, (_, at) => {
    const topic: Topic = at % 2 === 0 ? "kitchen" : "garage";
    const company: Company = at % 5 === 4 ? null : (companies[at % 4 < 2 ? 0 : 1] ?? null);
    const text = aSentence(topic, random);
    const days = company === "young" || company === "old" ? DAYS[company] : null;
    const shown = company === "red" || company === "blue";
    return {
      id: randomUUID(),
      harmful: isHarmful(topic, company),
      text,
      behaviour: {
        length: text.length,
        ...(days && { accountAgeDays: days[0] + random() * (days[1] - days[0]) }),
      },
      media: shown ? randomUUID() : null,
      file: randomUUID(),
      pdq: Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join(""),
      embedding: shown ? Buffer.from(anEmbedding(company, random).buffer).toString("hex") : null,
    };
  });
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await store(client, posts).finally(() => client.end());
}

type Post = { id: string; harmful: boolean };

async function store(client: Client, posts: readonly Post[]): Promise<void> {
  await client.query(
    `WITH post AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb)
         AS x(id uuid, harmful boolean, text text, behaviour jsonb, media uuid, file text, pdq text, embedding text)),
     item AS (
       INSERT INTO items (id, external_id, content_hash, kind, text, language, state, behaviour)
       SELECT id, id::text, id::text, 'post', text, 'en',
              CASE WHEN harmful THEN 'actioned' ELSE 'allowed' END::item_state, behaviour FROM post),
     signals AS (
       INSERT INTO signal_sets (id, item_id, source, version, provider, values)
       SELECT gen_random_uuid(), id, 'text-moderator', '2', 'cpu', '{"spam": 0.02}' FROM post),
     shown AS (
       INSERT INTO media (id, item_id, position, source_url, state)
       SELECT media, id, 0, 'https://pictures.example/' || id, 'stored' FROM post WHERE media IS NOT NULL)
     INSERT INTO media_frames (id, media_id, position, file, width, height, pdq, pdq_quality, pdq_turned, values,
                               embedding, embedding_model)
     SELECT gen_random_uuid(), media, 0, file, 8, 8, pdq, 100, '{}', '{"sexual": 0.01}', decode(embedding, 'hex'), $2
     FROM post WHERE media IS NOT NULL`,
    [JSON.stringify(posts), IMAGE_READER.name],
  );
  // A statement of its own: a trigger of decisions reads the items.
  await client.query(
    `WITH moderator AS (
       INSERT INTO users (id, email, name, roles)
       VALUES (gen_random_uuid(), gen_random_uuid() || '@docket.local', 'Who decided much', '{moderator}') RETURNING id)
     INSERT INTO decisions (id, item_id, action, policy_version_id, source, actor_id, in_force)
     SELECT gen_random_uuid(), x.id, CASE WHEN harmful THEN 'remove' ELSE 'allow' END,
            CASE WHEN harmful THEN (
              SELECT v.id FROM policy_versions v JOIN policies p ON p.id = v.policy_id WHERE p.code = 'S-1'
              ORDER BY v.version DESC LIMIT 1) END,
            'person', moderator.id, '{}'
     FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, harmful boolean) CROSS JOIN moderator`,
    [JSON.stringify(posts.map(({ id, harmful }) => ({ id, harmful })))],
  );
}
