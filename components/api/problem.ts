/** An RFC 9457 answer, or what stands in for one when the network gave none. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: { field: string; message: string }[];
  /** Who decided or claimed it meanwhile, on a 409. */
  decidedBy?: string;
  /** The permission that is missing, on a 403. */
  permission?: string;
  /** Why, as a code; with what it is about. */
  reason?: string;
  policyCode?: string;
};

export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  /** The case moved on without us: someone else decided, claimed or changed it. */
  get isConflict(): boolean {
    return this.status === 409;
  }
}

/** Status 0: the request never reached the server, or its answer never reached us. */
export const NETWORK_STATUS = 0;

export function networkProblem(): Problem {
  return { type: "about:blank", title: "network", status: NETWORK_STATUS };
}

/** Reads a problem from a failed answer's body, whatever came. */
export function problemFrom(status: number, body: unknown): Problem {
  const given = typeof body === "object" && body !== null ? (body as Partial<Problem>) : {};
  return {
    ...given,
    type: typeof given.type === "string" ? given.type : "about:blank",
    title: typeof given.title === "string" ? given.title : "error",
    status,
  };
}

/** The message for one field of a form, if the server had one. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find((entry) => entry.field === field)?.message;
}
