/** What went wrong, in the domain's words; lib/http/problem.ts turns a kind into an HTTP status. */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_large"
  | "too_many_requests"
  | "unavailable";

/** One wrong field: a path such as `items[3].text`, and what it should be. */
export interface FieldError {
  field: string;
  message: string;
}

/**
 * An error that a caller can understand and act on. Everything else that is thrown is a defect,
 * is logged, and leaks nothing.
 */
export class DomainError extends Error {
  override name = "DomainError";
  readonly kind: ErrorKind;
  readonly fields: FieldError[];
  /** Members added to the problem document, e.g. who decided. */
  readonly extra: Record<string, unknown>;

  constructor(
    kind: ErrorKind,
    message: string,
    options: { fields?: FieldError[]; extra?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.kind = kind;
    this.fields = options.fields ?? [];
    this.extra = options.extra ?? {};
  }
}
