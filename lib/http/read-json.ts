import { DomainError } from "#lib/errors.ts";

/** What a console request may weigh, bytes. */
export const CONSOLE_BODY_LIMIT = 256 * 1024;

/**
 * The body as JSON. Reads no further than `limit` bytes, and refuses what is not UTF-8 instead of
 * silently replacing characters.
 * @throws DomainError too_large, invalid
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const bytes = await readBytes(request, limit).catch((error) => {
    // The caller went away in the middle; nobody hears this answer.
    throw error instanceof DomainError ? error : new DomainError("invalid", "The body was cut off.");
  });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new DomainError("invalid", "The body is not valid UTF-8.");
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DomainError("invalid", `The body is not valid JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}

/** The body, no further than `limit` bytes. @throws DomainError too_large */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new DomainError("too_large", `The body may have at most ${limit} bytes.`, { extra: { limit } });
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body)
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge();
      chunks.push(chunk);
    }
  return Buffer.concat(chunks);
}
