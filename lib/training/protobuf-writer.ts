/**
 * Writes the few wire types of Protocol Buffers that an ONNX file needs: varints, 32-bit floats and
 * length-delimited bytes. Every function returns one encoded field; a message is fields one after another.
 * Source: protobuf.dev/programming-guides/encoding.
 */
export type Field = Uint8Array;

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const text = new TextEncoder();

/** An unsigned integer below 2^53. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

/** An int32, int64 or enum field, not negative. */
export function integerField(field: number, value: number): Field {
  return Uint8Array.from([...varint(field * 8 + VARINT), ...varint(value)]);
}

/** A bytes field. */
export function bytesField(field: number, value: Uint8Array): Field {
  return concatenate([
    Uint8Array.from([...varint(field * 8 + LENGTH_DELIMITED), ...varint(value.length)]),
    value,
  ]);
}

/** A string field, UTF-8. */
export function textField(field: number, value: string): Field {
  return bytesField(field, text.encode(value));
}

/** A message inside a message. */
export function messageField(field: number, fields: readonly Field[]): Field {
  return bytesField(field, concatenate(fields));
}

/** A whole message. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
