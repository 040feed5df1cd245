import { ZodError } from "zod";
import { DomainError, type ErrorKind } from "#lib/errors.ts";
import { fieldErrors } from "#lib/field-errors.ts";
import { log } from "#lib/log.ts";

const STATUS: Record<ErrorKind, { status: number; title: string }> = {
  invalid: { status: 422, title: "The request is not valid" },
  unauthenticated: { status: 401, title: "Not signed in" },
  forbidden: { status: 403, title: "Not permitted" },
  not_found: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "Changed meanwhile" },
  too_large: { status: 413, title: "Too large" },
  too_many_requests: { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Not available now" },
};

/** The one place where an error becomes an answer: RFC 9457 problem details. Unknown errors are logged and say nothing. */
export function toProblem(error: unknown, where: { method: string; path: string }): Response {
  if (error instanceof ZodError)
    return toProblem(
      new DomainError("invalid", "Some fields are not right.", { fields: fieldErrors(error) }),
      where,
    );
  if (!(error instanceof DomainError)) {
    const id = crypto.randomUUID();
    log().error({ err: error, errorId: id, ...where }, "unexpected error");
    return problem(500, {
      type: "about:blank",
      title: "Something went wrong",
      status: 500,
      detail: `It was logged as ${id}.`,
    });
  }
  const { status, title } = STATUS[error.kind];
  const headers: Record<string, string> = {};
  if (typeof error.extra.retryAfter === "number") headers["retry-after"] = String(error.extra.retryAfter);
  if (status === 401) headers["www-authenticate"] = "Bearer";
  const body = {
    type: `urn:docket:problem:${error.kind}`,
    title,
    status,
    detail: error.message,
    ...(error.fields.length > 0 && { errors: error.fields }),
    ...error.extra,
  };
  return problem(status, body, headers);
}

function problem(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}
