import { cookies } from "next/headers.js";
import { z } from "zod";
import { consoleRoute } from "#lib/http/index.ts";

const preferencesSchema = z.object({
  locale: z.enum(["en", "fa"]).optional(),
  theme: z.enum(["light", "dark", "system"]).optional(),
});

const ONE_YEAR_S = 365 * 24 * 3600;

export const PUT = consoleRoute({
  permission: "self:edit",
  body: preferencesSchema,
  handle: async ({ body }) => {
    const jar = await cookies();
    for (const [name, value] of Object.entries(body))
      if (value) jar.set(name, value, { path: "/", maxAge: ONE_YEAR_S, sameSite: "lax" });
    return { ok: true };
  },
});
