import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { guardedDownload, guardedPost } from "./guarded-fetch.ts";
import { isPrivateAddress } from "./private-address.ts";

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

describe("a download", () => {
  const limits = { timeoutMs: 2000, maxBytes: 1000, allowPrivate: true };

  async function withServer(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("follows a redirect and takes what it finds", () =>
    withServer(
      (request, response) => {
        if (request.url === "/") response.writeHead(302, { location: "/there" }).end();
        else response.writeHead(200, { "content-type": "Image/PNG; q=1" }).end("picture");
      },
      async (url) => {
        const { status, contentType, bytes } = await guardedDownload({ url, ...limits });
        expect([status, contentType, bytes.toString()]).toEqual([200, "image/png", "picture"]);
      },
    ));

  it.each(["http://10.0.0.1/", "http://[::1]/", "file:///etc/passwd"])(
    "invariant 14: does not follow a redirect to %s",
    (location) =>
      withServer(
        (_request, response) => response.writeHead(302, { location }).end(),
        // The server's own address counts as public here, all others are judged as always.
        (url) =>
          expect(
            guardedDownload({
              url,
              ...limits,
              allowPrivate: false,
              isPrivate: (address) => address !== "127.0.0.1" && isPrivateAddress(address),
            }),
          ).rejects.toThrow(location.startsWith("http") ? /private/ : /http/),
      ),
  );

  it("ends at the size limit, whatever length was announced", () =>
    withServer(
      (_request, response) => {
        response.writeHead(200, { "transfer-encoding": "chunked" });
        const more = () => {
          while (response.write(Buffer.alloc(500))) if (response.destroyed) return;
          response.once("drain", more);
        };
        more();
      },
      (url) => expect(guardedDownload({ url, ...limits })).rejects.toMatchObject({ failure: "too_large" }),
    ));

  it("ends at the time limit though bytes keep trickling in", () =>
    withServer(
      (_request, response) => {
        response.writeHead(200);
        const trickle = setInterval(() => response.write("."), 20);
        response.on("close", () => clearInterval(trickle));
      },
      (url) =>
        expect(guardedDownload({ url, ...limits, timeoutMs: 150 })).rejects.toMatchObject({
          failure: "timeout",
        }),
    ));

  it("does not go round in circles", () =>
    withServer(
      (_request, response) => response.writeHead(302, { location: "/" }).end(),
      (url) => expect(guardedDownload({ url, ...limits })).rejects.toThrow(/too often/),
    ));
});
