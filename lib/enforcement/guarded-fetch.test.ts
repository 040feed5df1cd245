import { describe, expect, it } from "vitest";
import { guardedPost, isPrivateAddress } from "./guarded-fetch.ts";

describe("invariant 14: no request goes to a private address", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "fe80::1",
    "fc00::1",
    "64:ff9b::7f00:1",
    "not an address",
  ])("%s is private", (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(["1.1.1.1", "172.32.0.1", "192.167.255.255", "2606:4700::1111"])("%s is public", (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  it.each([
    "http://127.0.0.1:1/",
    "http://localhost:1/",
    "http://[::1]:1/",
    "http://0x7f000001/",
    "http://2130706433/",
  ])("refuses %s before connecting", async (url) => {
    await expect(
      guardedPost({ url, body: "", headers: {}, timeoutMs: 1000, allowPrivate: false }),
    ).rejects.toThrow(/private/);
  });

  it("refuses other protocols", async () => {
    await expect(
      guardedPost({ url: "ftp://example.org/", body: "", headers: {}, timeoutMs: 1000, allowPrivate: false }),
    ).rejects.toThrow(/http/);
  });
});
