import sharp, { type Sharp } from "sharp";

/**
 * Coloured squares of our own, found by search, which the image model mistakes for what it looks for (sexual .94): what
 * is hidden can be tried without any explicit picture. Eight by eight, RGB.
 */
const MISTAKEN = Buffer.from(
  "iyIAo08i2jfLZGSBXgAs/0tG/4EArqCixZeh0yMA1WJ0r8EAq7CEnweQ5woA/8xti0r/+fI4/wDaipmFYFgo/09U6J1r+wBRnHeWsqKf/V965QChpXOIWlsu/4597ppTq3K5dVe66ZaAwYMb/FiTr9cAr5g3Z1Ak8z0m2eapqHQ3yFC7VZIYmYFX/v/Mn5AEmJN7onxY/5OsYaYU0/l6s6Y8oKAA1J5c427R5aUiTW0kze+w2505wLmDypxfUTkA",
  "base64",
);
const SIDE = 224;

/** The squares above, softened, at a size. */
export function mistakenSquares(side = SIDE): Sharp {
  return sharp(MISTAKEN, { raw: { width: 8, height: 8, channels: 3 } }).resize(side, side, {
    kernel: "cubic",
  });
}

/** A brick wall: the model finds nothing. As PNG. */
export function brickWall(width = 320, height = 200): Promise<Buffer> {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const [x, y] = [(Math.floor(at / 3) % width) / width, Math.floor(at / 3 / width) / height];
    const mortar = (y * 10) % 1 < 0.1 || (x * 6 + (Math.floor(y * 10) % 2) / 2) % 1 < 0.06;
    return mortar ? 200 : ([150, 70, 50][at % 3] as number);
  });
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** The squares behind a gradient of transparency, as PNG. */
export async function fadingSquares(): Promise<Buffer> {
  const alpha = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => ((at % SIDE) * 255) / SIDE);
  return mistakenSquares()
    .joinChannel(Buffer.from(alpha), { raw: { width: SIDE, height: SIDE, channels: 1 } })
    .png()
    .toBuffer();
}
