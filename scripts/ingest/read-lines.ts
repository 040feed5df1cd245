/** Where a line ends: the byte after its line break, and its number, counted from 1. */
export interface Position {
  offset: number;
  line: number;
}

export interface Line extends Position {
  /** Without line break and byte order mark; null when the line is longer than allowed. */
  bytes: Buffer | null;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Splits bytes into lines at LF or CRLF. Holds one line at most: of a longer one nothing is kept, and
 * reading goes on behind it.
 * @param from the position at which `chunks` begins
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  from: Position,
  maxBytes: number,
): AsyncGenerator<Line> {
  let { offset, line } = from;
  let parts: Buffer[] = [];
  let length = 0;
  let kept = 0;

  const take = (part: Buffer) => {
    length += part.length;
    // CRLF and the mark may stand beside a line of exactly the longest length.
    if (length <= maxBytes + 5) {
      parts.push(part);
      kept += part.length;
    }
  };
  const finish = (breakBytes: number): Line => {
    const whole = kept === length ? clean(Buffer.concat(parts), line === 0) : null;
    offset += length + breakBytes;
    line += 1;
    parts = [];
    length = 0;
    kept = 0;
    return { offset, line, bytes: whole && whole.length <= maxBytes ? whole : null };
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end));
      yield finish(1);
      start = end + 1;
    }
    if (start < chunk.length) take(chunk.subarray(start));
  }
  if (length > 0) yield finish(0);
}

function clean(bytes: Buffer, first: boolean): Buffer {
  const start = first && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  const end = bytes.at(-1) === RETURN ? bytes.length - 1 : bytes.length;
  return bytes.subarray(start, Math.max(start, end));
}
