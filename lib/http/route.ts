import type { z } from "zod";
import {
  type ApiCaller,
  type ApiScope,
  authenticateApiKey,
  type Permission,
  type Viewer,
} from "#lib/auth/index.ts";
import { consumeLocalRate } from "#lib/auth/rate-limit.ts";
import { requireViewer } from "#lib/auth/viewer.ts";
import { DomainError } from "#lib/errors.ts";
import { toProblem } from "./problem.ts";
import { CONSOLE_BODY_LIMIT, readJson } from "./read-json.ts";

/** What a route asks of its caller; a test walks every route and fails on one without it (invariant 15). */
export type Access = { permission: Permission } | { scope: ApiScope } | { open: string };

type Params = Record<string, string>;
type Handler = ((request: Request, context: { params: Promise<Params> }) => Promise<Response>) & {
  access: Access;
};

/** Requests a signed-in person may make a minute: far above any hand, below a runaway script. */
const CONSOLE_RATE = { points: 1200, seconds: 60 };

interface ConsoleRoute<Body extends z.ZodType, Query extends z.ZodType> {
  permission: Permission;
  body?: Body;
  query?: Query;
  /** 200 unless said otherwise. */
  status?: number;
  handle: (input: {
    viewer: Viewer;
    params: Params;
    body: z.output<Body>;
    query: z.output<Query>;
    request: Request;
  }) => Promise<unknown>;
}

/** A route of the console: session → permission → rate → parse → one call → JSON, or a problem. */
export function consoleRoute<Body extends z.ZodType, Query extends z.ZodType>(
  route: ConsoleRoute<Body, Query>,
): Handler {
  return guarded({ permission: route.permission }, async (request, params) => {
    if (request.method !== "GET") assertSameOrigin(request);
    const viewer = await requireViewer(route.permission);
    if (request.method !== "GET") await consumeLocalRate("console", viewer.userId, CONSOLE_RATE);
    const body = route.body?.parse(await readJson(request, CONSOLE_BODY_LIMIT));
    const query = route.query?.parse(Object.fromEntries(new URL(request.url).searchParams));
    const result = await route.handle({
      viewer,
      params,
      body: body as z.output<Body>,
      query: query as z.output<Query>,
      request,
    });
    return answer(result, route.status);
  });
}

interface PlatformRoute {
  scope: ApiScope;
  handle: (input: { caller: ApiCaller; params: Params; request: Request }) => Promise<unknown>;
}

/** A route of the platform's API: key and scope → one call → JSON, or a problem. */
export function apiRoute(route: PlatformRoute): Handler {
  return guarded({ scope: route.scope }, async (request, params) => {
    const caller = await authenticateApiKey(request.headers.get("authorization"), route.scope);
    return answer(await route.handle({ caller, params, request }));
  });
}

/** A route for anyone; `why` says why that is right. */
export function openRoute(
  why: string,
  handle: (input: { request: Request; params: Params }) => Promise<unknown>,
): Handler {
  return guarded({ open: why }, async (request, params) => answer(await handle({ request, params })));
}

function guarded(access: Access, run: (request: Request, params: Params) => Promise<Response>): Handler {
  const handler = async (request: Request, context: { params: Promise<Params> }) => {
    try {
      return await run(request, await context.params);
    } catch (error) {
      return toProblem(error, { method: request.method, path: new URL(request.url).pathname });
    }
  };
  return Object.assign(handler, { access });
}

function answer(result: unknown, status = 200): Response {
  if (result instanceof Response) return result;
  return Response.json(result ?? { ok: true }, { status, headers: { "cache-control": "no-store" } });
}

/** The session cookie is SameSite=Lax; this refuses what a page of another origin sends all the same. */
function assertSameOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  if (origin && new URL(origin).host !== host)
    throw new DomainError("forbidden", "Requests from another origin are refused.");
}
