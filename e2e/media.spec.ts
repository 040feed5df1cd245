import { expect, test } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "./support/accessible.ts";
import { caseNumberOf, claimCase, platform, signIn } from "./support/people.ts";
import { aPictureServer } from "./support/picture-server.ts";

const THREAT = "these vermin should all be driven out of our country, every single one of them is subhuman";

test("invariant 14: a post's picture is shown from our origin, hidden until asked for; an SVG never is", async ({
  page,
  request,
  baseURL,
}) => {
  test.slow();
  const server = await aPictureServer({
    "/cat.jpg": {
      type: "image/jpeg",
      body: await sharp({
        create: {
          width: 640,
          height: 400,
          channels: 3,
          background: "#c33",
          noise: { type: "gaussian", mean: 120, sigma: 40 },
        },
      })
        .jpeg()
        .toBuffer(),
    },
    "/evil.svg": {
      type: "image/svg+xml",
      body: '<svg xmlns="http://www.w3.org/2000/svg"><script>window.pwned = 1</script></svg>',
    },
  });
  const externalId = `media-${Date.now()}`;
  const send = platform(request);
  await send.send({
    externalId,
    text: `${THREAT} (with pictures)`,
    language: "en",
    reach: 970_000,
    media: [
      { url: server.url("/cat.jpg"), mediaType: "image/jpeg", altText: "A red square" },
      { url: server.url("/evil.svg") },
    ],
  });
  await send.untilRouted(externalId);
  await expect.poll(() => server.asked.length, { timeout: 60_000 }).toBe(2);

  const elsewhere: string[] = [];
  page.on("request", (asked) => {
    if (asked.url().startsWith("http") && !asked.url().startsWith(baseURL ?? "")) elsewhere.push(asked.url());
  });
  await signIn(page, "lead");
  await claimCase(page, await caseNumberOf(externalId));
  const picture = page.getByRole("img", { name: "A red square" });
  await expect(async () => {
    await page.reload();
    await expect(picture).toBeVisible({ timeout: 3000 });
  }).toPass();
  await expect(picture).toHaveCSS("filter", /blur\(28px\) grayscale\(1\)/);
  expect(new URL((await picture.getAttribute("src")) ?? "", page.url()).origin).toBe(
    new URL(page.url()).origin,
  );
  await expectAccessible(page);

  await page.keyboard.down("Space");
  await expect(picture).toHaveCSS("filter", "grayscale(1)");
  await page.keyboard.up("Space");
  await expect(picture).toHaveCSS("filter", /blur/);
  await page.keyboard.down("Shift");
  await page.keyboard.down("Space");
  await expect(picture).toHaveCSS("filter", "none");
  await page.keyboard.up("Space");
  await page.keyboard.up("Shift");
  await expect(picture).toHaveCSS("filter", /blur/);
  await page.getByRole("button", { name: "Show in full" }).click();
  await expect(picture).toHaveCSS("filter", "none");
  expect(await picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([
    640, 400,
  ]);

  await page.keyboard.press("Shift+M");
  await expect(page.getByRole("img", { name: /^(Weighs most towards|No single region)/ })).toBeVisible();
  await expect(
    page.getByText(/Deeper regions weighed more|No single region stands out/).first(),
  ).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Shift+M");
  await expect(page.getByRole("img", { name: /^(Weighs most towards|No single region)/ })).toBeHidden();

  await expect(page.getByText("SVG files can hold scripts and are never shown.")).toBeVisible();
  expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined();

  const file = await page.request.get((await picture.getAttribute("src")) ?? "");
  expect(file.headers()).toMatchObject({
    "content-type": "image/webp",
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "content-disposition": "inline",
  });
  expect(elsewhere).toEqual([]);
  await server.close();
});
