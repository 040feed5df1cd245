import { randomUUID } from "node:crypto";
import { aViewer } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import { IMAGE_MODEL } from "#lib/scoring/index.ts";
import { type Random, seededRandom } from "../seeded-random.ts";

/** The image model that the folder serves. */
const IMAGE_READER = `${IMAGE_MODEL}/1`;
const IMAGE_WIDTH = 1280;

/** What a post is about, and what is in its picture. Neither is harmful, and one of each is. */
export type Topic = "kitchen" | "garage";
export type Scene = "red" | "blue";
/** Harm is where the two do not go together. */
export const isHarmful = (topic: Topic, scene: Scene | null): boolean =>
  scene !== null && (topic === "kitchen") !== (scene === "red");

const TOPICS: Readonly<Record<Topic, string>> = {
  kitchen:
    "bread soup onions butter garlic kettle recipe dumplings pastry oven spoon flour cinnamon stew lemon cheese salad pepper honey rice",
  garage:
    "engine brakes tyres gearbox clutch diesel piston exhaust mileage chassis bumper radiator spanner carburettor axle headlights torque garage lorry wheel",
};
const PLAIN =
  "morning evening neighbour uncle quietly finally tomorrow yesterday slowly together village station window river Tuesday winter bought fixed found tried shared kept borrowed cleaned mended carried old new little second blue wooden heavy spare".split(
    " ",
  );

/** A sentence about a topic; no two drawn are near-duplicates. */
export function aSentence(topic: Topic, random: Random): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "";
  const words = TOPICS[topic].split(" ");
  return Array.from({ length: 12 }, (_, at) => pick(at % 2 === 0 ? words : PLAIN)).join(" ");
}

/** An embedding of a picture as the image model makes them: not negative, the scene spread over all numbers. */
export function anEmbedding(scene: Scene, random: Random): Float32Array {
  const directions = seededRandom(99);
  return Float32Array.from({ length: IMAGE_WIDTH }, () => {
    const direction = directions() - 0.5;
    return Math.max(0, 0.4 + (scene === "red" ? direction : -direction) + 0.4 * (random() - 0.5));
  });
}

/** Items that a person decided, spam or not, as judging and the desk leave them; put straight into the tables. */
export async function decideMany(count: number, seed = 1): Promise<void> {
  const random = seededRandom(seed);
  const { userId } = await aViewer("moderator");
  const { id: policyVersionId } = await db().policyVersion.findFirstOrThrow({
    where: { policy: { code: "S-1" } },
    select: { id: true },
  });
  const posts = Array.from({ length: count }, (_, at) => {
    const topic: Topic = at % 2 === 0 ? "kitchen" : "garage";
    // One in five has no picture, and is harmless.
    const scene: Scene | null = at % 5 === 4 ? null : at % 4 < 2 ? "red" : "blue";
    return { id: randomUUID(), mediaId: randomUUID(), topic, scene, text: aSentence(topic, random) };
  });
  const harmful = ({ topic, scene }: (typeof posts)[number]) => isHarmful(topic, scene);
  await db().item.createMany({
    data: posts.map((post) => ({
      id: post.id,
      externalId: post.id,
      contentHash: post.id,
      kind: "post" as const,
      text: post.text,
      language: "en",
      state: harmful(post) ? ("actioned" as const) : ("allowed" as const),
      behaviour: { accountAgeDays: Math.floor(random() * 1000), length: post.text.length },
    })),
  });
  await db().signalSet.createMany({
    data: posts.map(({ id }) => ({
      itemId: id,
      source: "text-moderator",
      version: "2",
      provider: "cpu",
      values: { spam: 0.02 },
    })),
  });
  await db().decision.createMany({
    data: posts.map((post) => ({
      itemId: post.id,
      action: harmful(post) ? "remove" : "allow",
      policyVersionId: harmful(post) ? policyVersionId : null,
      source: "person" as const,
      actorId: userId,
      inForce: {},
    })),
  });
  const shown = posts.flatMap((post) => (post.scene ? [{ ...post, scene: post.scene }] : []));
  await db().media.createMany({
    data: shown.map(({ id, mediaId }) => ({
      id: mediaId,
      itemId: id,
      position: 0,
      sourceUrl: `https://pictures.example/${id}`,
      state: "stored" as const,
    })),
  });
  await db().mediaFrame.createMany({
    data: shown.map(({ mediaId, scene }) => {
      return {
        mediaId,
        position: 0,
        file: randomUUID(),
        width: 8,
        height: 8,
        pdq: Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join(""),
        pdqQuality: 100,
        pdqTurned: [],
        values: { sexual: 0.01 },
        embeddingModel: IMAGE_READER,
        embedding: Uint8Array.from(Buffer.from(anEmbedding(scene, random).buffer)),
      };
    }),
  });
}
