import { takeForm } from "#lib/appeals/index.ts";
import { openRoute, readForm } from "#lib/http/index.ts";
import { isLocale } from "../../../../i18n/locales.ts";

/** A statement at its limit is 10,000 characters of at most nine bytes each once a form has written it. */
const FORM_BYTES = 512 * 1024;

/** Where the appeal page's form goes; answers with the page itself, so that it works without JavaScript. */
export const POST = openRoute(
  "the signed token in the address is the author's right to contest this one decision",
  async ({ request, params }) => {
    const { token = "" } = params;
    const form = await readForm(request, FORM_BYTES);
    const asked = form?.get("lang") ?? undefined;
    const locale = isLocale(asked) ? asked : "en";
    const address = request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "local";
    const outcome = form
      ? await takeForm({ token, words: form.get("statement") ?? "", locale, address })
      : "too_long";
    const query = new URLSearchParams({
      lang: locale,
      ...(outcome === "sent" ? { sent: "1" } : outcome && { problem: outcome }),
    });
    return new Response(null, {
      status: 303,
      headers: {
        location: `/appeal/${encodeURIComponent(token)}?${query}`,
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
      },
    });
  },
);
