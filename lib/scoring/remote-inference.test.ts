import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEMO_POSTS } from "../../prisma/demo/posts.ts";
import { isRemoteReady, type RemoteOptions } from "./remote-inference.ts";
import { scoreTexts } from "./score-texts.ts";
import { startV2Server } from "./testing/v2-server.ts";

const texts = DEMO_POSTS.map(({ id, text }) => ({ id, text }));
const [one] = texts as [(typeof texts)[0]];

let server: Awaited<ReturnType<typeof startV2Server>>;
let changes: string[];
beforeEach(async () => {
  server = await startV2Server("models");
  changes = [];
});
afterEach(() => server.close());

const remote = (overrides: Partial<RemoteOptions> = {}) => ({
  remote: { url: server.url, onChange: (state: string) => changes.push(state), ...overrides },
});
const inferences = () => server.asked.filter((line) => line.startsWith("POST")).length;

describe("scoring through an Open Inference Protocol v2 server", () => {
  it("gives the same results as here, and says who gave them", async () => {
    const there = await scoreTexts(texts, remote());
    const here = await scoreTexts(texts);
    expect(there.provider).toBe("inference-server");
    expect(there.model).toEqual(here.model);
    const path = `POST /v2/models/text-moderator/versions/${here.model.version}/infer`;
    expect(server.asked.every((line) => line === path)).toBe(true);
    for (const [at, { signals }] of there.results.entries())
      for (const [label, value] of Object.entries(here.results[at]?.signals ?? {}))
        expect(signals[label]).toBeCloseTo(value, 5);
  });

  it.each(["broken", "refusing", "silent"] as const)(
    "is %s: this process scores, and it shows",
    async (mood) => {
      server.become(mood);
      const { provider, results } = await scoreTexts([one], remote({ timeoutMs: 40 }));
      expect(provider).toBe("cpu-fallback");
      expect(results[0]?.signals).toEqual((await scoreTexts([one])).results[0]?.signals);
      expect(changes).toEqual(["fallback"]);
      expect(inferences()).toBe(mood === "refusing" ? 1 : 3);
    },
  );

  it("is left alone after failures in a row, and told of once", async () => {
    server.become("broken");
    const options = remote({ failuresToRest: 2 });
    for (let call = 0; call < 2; call++) await scoreTexts([one], options);
    const before = inferences();
    for (let call = 0; call < 3; call++)
      expect((await scoreTexts([one], options)).provider).toBe("cpu-fallback");
    expect(inferences()).toBe(before);
    expect(changes).toEqual(["fallback"]);
  });

  it("serves again as soon as it can", async () => {
    server.become("broken");
    const options = remote({ failuresToRest: 1, restMs: 0 });
    expect((await scoreTexts([one], options)).provider).toBe("cpu-fallback");
    server.become("serving");
    expect((await scoreTexts([one], options)).provider).toBe("inference-server");
    expect(changes).toEqual(["fallback", "serving"]);
  });

  it("tells whether it is ready", async () => {
    expect(await isRemoteReady(server.url)).toBe(true);
    server.become("broken");
    expect(await isRemoteReady(server.url)).toBe(false);
    expect(await isRemoteReady("http://127.0.0.1:1")).toBe(false);
  });
});
