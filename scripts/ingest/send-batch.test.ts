import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Link, retryAfterMs, sendBatch } from "./send-batch.ts";
import { LoopbackApi, sendJson } from "./testing.ts";

const api = new LoopbackApi();
const waits: number[] = [];
const notices: string[] = [];
let link: Link;

beforeEach(async () => {
  await api.start();
  api.requests.length = 0;
  api.known.clear();
  api.script = () => undefined;
  waits.length = 0;
  notices.length = 0;
  let clock = 1_000_000;
  link = {
    url: api.url,
    key: "dk_test",
    signal: new AbortController().signal,
    fetch,
    now: () => clock,
    wait: async (ms) => {
      waits.push(ms);
      clock += ms;
    },
    random: () => 0.5,
    notice: (text) => notices.push(text),
    pausedUntil: 0,
    answered: false,
    maxItems: Number.POSITIVE_INFINITY,
  };
});
afterEach(() => api.stop());

const items = (count: number) =>
  Array.from({ length: count }, (_, i) => JSON.stringify({ externalId: `${i}`, text: "hi" }));

describe("sendBatch", () => {
  it("sends the key and returns a result for each item, in order", async () => {
    const results = await sendBatch(items(3), link);
    expect(results.map((result) => result.externalId)).toEqual(["0", "1", "2"]);
    expect(api.requests[0]?.authorization).toBe("Bearer dk_test");
  });

  it("waits as long as a 429 asks, and goes on", async () => {
    api.script = (_, nth, response) =>
      nth === 1 ? sendJson(response, 429, {}, { "retry-after": "7" }) : undefined;
    expect(await sendBatch(items(2), link)).toHaveLength(2);
    expect(waits).toEqual([7000]);
    expect(notices).toEqual(["the allowance of this API key is used up; going on in 7.0 s"]);
  });

  it("sends fewer at once where an allowance is smaller than a batch, and loses none", async () => {
    api.script = ({ items }, _, response) =>
      items.length > 3 ? sendJson(response, 429, {}, { "retry-after": "1" }) : undefined;
    const results = await sendBatch(items(10), link);
    expect(results.map((result) => result.externalId)).toEqual(items(10).map((_, i) => `${i}`));
  });

  it("sends fewer at once to a server that finds a request too large; one that alone is too large is refused", async () => {
    api.script = ({ items }, _, response) =>
      items.some((item) => item.externalId === "4") || items.length > 4
        ? sendJson(response, 413, {})
        : undefined;
    const results = await sendBatch(items(8), link);
    expect(results[4]?.externalId).toBe("4");
    expect(results.map((result) => result.status)).toEqual([
      ...Array(4).fill("accepted"),
      "refused",
      ...Array(3).fill("accepted"),
    ]);
  });

  it("tries again with growing waits after 5xx and broken connections", async () => {
    api.script = (_, nth, response) => {
      if (nth === 1) return sendJson(response, 503, { detail: "restarting" });
      if (nth === 2) return Boolean(response.destroy());
      if (nth === 3) {
        response.writeHead(202, { "content-length": "100" });
        response.write('{"accepted"');
        return Boolean(response.destroy());
      }
      return undefined;
    };
    expect(await sendBatch(items(2), link)).toHaveLength(2);
    expect(waits).toEqual([500, 1000, 2000]);
    expect(notices[0]).toContain("503: restarting; trying again in 0.5 s (1 of 8)");
  });

  it("gives up after a bounded number of tries, and says what it saw", async () => {
    api.script = (_, __, response) => sendJson(response, 500, {});
    await expect(sendBatch(items(1), link)).rejects.toThrow("answered 500 (tried 9 times)");
    expect(api.requests).toHaveLength(9);
  });

  it("gives up sooner where nothing has ever answered", async () => {
    await api.stop();
    await expect(sendBatch(items(1), link)).rejects.toThrow(
      "cannot be reached (ECONNREFUSED) (tried 4 times)",
    );
    await api.start();
  });

  it("stops at once when the key is not accepted or may not send", async () => {
    for (const [status, words] of [
      [401, "The API key was not accepted: unknown key"],
      [403, "The API key may not send content: unknown key"],
    ] as const) {
      api.script = (_, __, response) => sendJson(response, status, { detail: "unknown key" });
      await expect(sendBatch(items(1), link)).rejects.toThrow(words);
    }
    expect(api.requests).toHaveLength(2);
    expect(waits).toEqual([]);
  });

  it("does not follow to another address with the key, and tells of it", async () => {
    api.script = (_, __, response) => sendJson(response, 307, {}, { location: "https://elsewhere.example" });
    await expect(sendBatch(items(1), link)).rejects.toThrow("points to https://elsewhere.example");
  });

  it("says so when what answers is not Docket", async () => {
    api.script = (_, __, response) => sendJson(response, 200, { hello: "world" });
    await expect(sendBatch(items(1), link)).rejects.toThrow("does not speak Docket's API");
    api.script = (_, __, response) => sendJson(response, 404, {});
    await expect(sendBatch(items(1), link)).rejects.toThrow("answered 404");
  });
});

describe("retryAfterMs", () => {
  it("reads seconds and dates", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(retryAfterMs("30", now)).toBe(30_000);
    expect(retryAfterMs("Thu, 01 Jan 2026 00:00:09 GMT", now)).toBe(9000);
    expect(retryAfterMs("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
    expect(retryAfterMs(null, now)).toBe(1000);
  });
});
