/** A signal that is no probability (NaN, infinite, outside [0, 1]) must stop routing, never pass as harmless. */
export class InvalidSignalError extends Error {
  override readonly name = "InvalidSignalError";
  readonly source: string;
  readonly signal: string;
  readonly value: number;

  constructor(source: string, signal: string, value: number) {
    super(`signal "${signal}" of source "${source}" is ${value}, expected a number in [0, 1]`);
    this.source = source;
    this.signal = signal;
    this.value = value;
  }
}

/** A fact or a policy that routing cannot compare with (e.g. a negative reach, a threshold that is NaN). */
export class InvalidRoutingInputError extends Error {
  override readonly name = "InvalidRoutingInputError";
  readonly field: string;

  constructor(field: string, value: unknown, expected: string) {
    super(`${field} is ${String(value)}, expected ${expected}`);
    this.field = field;
  }
}
