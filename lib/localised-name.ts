import { z } from "zod";

const namesSchema = z.object({ fa: z.string().optional() });

/** What a queue or a role is called in the languages of the console; the name it was made with where it has no other. */
export function localisedName(named: { name: string; names: unknown }): { en: string; fa: string } {
  return { en: named.name, fa: namesSchema.parse(named.names).fa ?? named.name };
}
