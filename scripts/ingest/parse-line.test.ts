import { describe, expect, it } from "vitest";
import { parseFieldRule } from "./mapping.ts";
import { parseLine } from "./parse-line.ts";

const MAX = 1000;

function parse(line: unknown, rules: string[] = [], max = MAX) {
  const text = typeof line === "string" ? line : JSON.stringify(line);
  const parsed = parseLine(
    7,
    Buffer.from(text),
    rules.map((rule) => parseFieldRule(rule.startsWith("=") ? "set" : "map", rule.replace(/^=/, ""))),
    max,
  );
  return parsed && "json" in parsed ? JSON.parse(parsed.json) : parsed;
}

describe("parseLine", () => {
  it("takes id, lang and text, and nothing else", () => {
    expect(parse({ id: "a", lang: "en", text: "hello", split: "train", labels: { spam: 1 } })).toEqual({
      externalId: "a",
      language: "en",
      text: "hello",
    });
  });

  it("a line with externalId is in the API's own form; what the API does not know stays here", () => {
    const item = { externalId: "a", text: "hi", account: { externalId: "u" }, facts: { a: 1 } };
    expect(parse({ ...item, id: "other", secret: "x" })).toEqual(item);
  });

  it("maps fields, members further in, array members and names with dots; constants last", () => {
    const line = {
      post_id: 12,
      body: "hi",
      user: { name: "u1", joined: 1_700_000_000 },
      pictures: ["https://example.org/a.jpg"],
      "x.y": 3,
      tags: ["first"],
      nothing: null,
    };
    const rules = [
      "externalId=post_id",
      "text=body",
      "account.externalId=user.name",
      "account.createdAt=user.joined",
      "account.facts.age=missing",
      "media=pictures",
      "facts.x.y=x.y",
      "facts.tag=tags.0",
      "reach=nothing",
      "=surface=comments",
      "=reach=5",
    ];
    expect(parse(line, rules)).toEqual({
      externalId: "12",
      text: "hi",
      account: { externalId: "u1", createdAt: "2023-11-14T22:13:20.000Z" },
      media: [{ url: "https://example.org/a.jpg" }],
      facts: { "x.y": 3, tag: "first" },
      surface: "comments",
      reach: 5,
    });
  });

  it("keeps every digit of an id that is too large a number", () => {
    expect(parse('{"id":1234567890123456789,"text":"a"}')).toMatchObject({
      externalId: "1234567890123456789",
    });
  });

  it("times in seconds and in milliseconds are the same time; underscores in languages are mended", () => {
    const rules = ["externalId=i", "postedAt=t", "language=l"];
    const seconds = parse({ i: "1", t: 1_700_000_000, l: "pt_BR" }, rules);
    expect(parse({ i: "1", t: 1_700_000_000_000, l: "pt-BR" }, rules)).toEqual(seconds);
    expect(seconds.language).toBe("pt-BR");
  });

  it("of several languages gives none", () => {
    for (const lang of ["ru,en", "", null])
      expect(parse({ id: "1", text: "a", lang })).toEqual({ externalId: "1", text: "a" });
  });

  it("skips blank lines", () => {
    for (const blank of ["", "  ", "\t"]) expect(parse(blank)).toBeNull();
  });

  it("refuses what is no JSON object, without repeating what users wrote", () => {
    for (const broken of ['{"id":"1","text":"SECRET', "SECRET words", '{"id" SECRET}', "[1]", "3", "null"]) {
      const refused = parse(broken);
      expect(refused).toMatchObject({ line: 7, externalId: null });
      expect(refused.reason).toMatch(/not valid JSON|no JSON object/);
      expect(refused.reason).not.toContain("SECRET");
    }
  });

  it("refuses broken UTF-8 instead of replacing it", () => {
    const bytes = Buffer.concat([
      Buffer.from('{"id":"1","text":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ]);
    expect(parseLine(1, bytes, [], MAX)).toMatchObject({ reason: "the line is not valid UTF-8" });
  });

  it("refuses lines and items too large for a request, and nesting too deep to be written", () => {
    expect(parseLine(1, null, [], MAX)).toMatchObject({ reason: "the line is longer than 1000 bytes" });
    const large = parse({ id: "big", text: "x".repeat(MAX) });
    expect(large).toMatchObject({ externalId: "big", reason: "the item is larger than 1000 bytes" });
    const deep = `{"externalId":"1","facts":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    expect(parse(deep, [], 1_000_000)).toMatchObject({ reason: "the line is nested too deeply" });
  });
});

describe("parseFieldRule", () => {
  it("refuses fields that the API does not have, and says which it has", () => {
    for (const rule of [
      "body=text",
      "account=x",
      "facts=x",
      "account.name=x",
      "facts.__proto__=x",
      "text",
      "text=",
    ])
      expect(() => parseFieldRule("map", rule)).toThrow(/--map/);
    expect(() => parseFieldRule("set", "body=text")).toThrow("externalId, kind, text");
  });
});
