import { globSync } from "node:fs";
import path from "node:path";
import { type APIRequestContext, expect, request as newRequest, test } from "@playwright/test";
import { API_SCOPES, rolesCan } from "#lib/auth/permissions.ts";
import type { Access } from "#lib/http/index.ts";
import { ConsoleSession } from "./bench/console-session.ts";
import { type DemoRole, demo } from "./support/people.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const ROLES: DemoRole[] = ["moderator", "annotator", "lead", "admin"];
const SOME_ID = "01890000-0000-7000-8000-000000000000";

interface Route {
  method: (typeof METHODS)[number];
  path: string;
  access: Access | undefined;
}

/** Every exported method of every route file, with what it says it needs. */
async function allRoutes(): Promise<Route[]> {
  const files = globSync("app/api/**/route.ts").sort();
  const routes = await Promise.all(
    files.map(async (file) => {
      const module = (await import(path.resolve(file))) as Record<string, { access?: Access } | undefined>;
      const address = `/${path.dirname(file).replace(/^app\//, "")}`
        .replace("[number]", "2147483647")
        .replace("[slug]", "none")
        .replace(/\[\.\.\.\w+\]/, "csrf")
        .replace(/\[\w+\]/g, SOME_ID);
      return METHODS.filter((method) => module[method]).map((method) => ({
        method,
        path: address,
        access: module[method]?.access,
      }));
    }),
  );
  return routes.flat();
}

async function statusOf(
  context: APIRequestContext | ConsoleSession,
  route: Route,
  headers: Record<string, string> = {},
): Promise<number> {
  const body = route.method === "GET" || route.method === "DELETE" ? undefined : "{}";
  const allHeaders = { "content-type": "application/json", ...headers };
  const response =
    context instanceof ConsoleSession
      ? await context.fetch(route.path, { method: route.method, headers: allHeaders, body })
      : await context.fetch(route.path, { method: route.method, headers: allHeaders, data: body });
  return typeof response.status === "number" ? response.status : response.status();
}

test.describe("invariant 15: every route names the permission it needs", () => {
  test("no route is without one", async () => {
    const routes = await allRoutes();
    expect(routes.length).toBeGreaterThan(30);
    expect(
      routes.filter(
        ({ access }) => !access || !("permission" in access || "scope" in access || "open" in access),
      ),
    ).toEqual([]);
  });

  test("every console route × every role, and nobody", async ({ baseURL }) => {
    const routes = (await allRoutes()).filter((route) => route.access && "permission" in route.access);
    const nobody = await newRequest.newContext({ baseURL });
    for (const route of routes)
      expect(`${route.method} ${route.path} nobody ${await statusOf(nobody, route)}`).toBe(
        `${route.method} ${route.path} nobody 401`,
      );
    for (const role of ROLES) {
      const person = demo().people.find((one) => one.role === role);
      const session = await ConsoleSession.signIn(baseURL ?? "", person?.email ?? "", person?.password ?? "");
      for (const route of routes) {
        const may = route.access && "permission" in route.access && rolesCan([role], route.access.permission);
        const status = await statusOf(session, route);
        const what = `${route.method} ${route.path} as ${role}: ${status}`;
        if (may) expect([401, 403, 500], what).not.toContain(status);
        else expect(status, what).toBe(403);
      }
    }
    await nobody.dispose();
  });

  test("every console route × a role that an admin made: what was ticked and nothing else", async ({
    baseURL,
  }) => {
    const ticked = ["queues:read", "cases:read", "audit:read"];
    const admin = demo().people.find((one) => one.role === "admin");
    const session = await ConsoleSession.signIn(baseURL ?? "", admin?.email ?? "", admin?.password ?? "");
    const { id } = await session.post<{ id: string }>("/api/console/roles", {
      name: `Observer ${crypto.randomUUID().slice(0, 6)}`,
      permissions: ticked,
    });
    const [email, password] = [`${crypto.randomUUID()}@docket.local`, crypto.randomUUID()];
    await session.post("/api/console/people", { email, password, name: "Olga Observer", roles: [id] });
    const observer = await ConsoleSession.signIn(baseURL ?? "", email, password);
    for (const route of (await allRoutes()).filter(({ access }) => access && "permission" in access)) {
      const needed = route.access && "permission" in route.access ? route.access.permission : "";
      const status = await statusOf(observer, route);
      const what = `${route.method} ${route.path} as observer: ${status}`;
      if ([...ticked, "self:edit"].includes(needed)) expect([401, 403, 500], what).not.toContain(status);
      else expect(status, what).toBe(403);
    }
  });

  test("every platform route × no key, a wrong key, a key without the scope", async ({ baseURL }) => {
    const routes = (await allRoutes()).filter((route) => route.access && "scope" in route.access);
    const admin = demo().people.find((one) => one.role === "admin");
    const session = await ConsoleSession.signIn(baseURL ?? "", admin?.email ?? "", admin?.password ?? "");
    const nobody = await newRequest.newContext({ baseURL });
    for (const route of routes) {
      const needed = route.access && "scope" in route.access ? route.access.scope : "";
      const other = API_SCOPES.filter((scope) => scope !== needed);
      const { id, key } = await session.post<{ id: string; key: string }>("/api/console/api-keys", {
        name: "narrow",
        scopes: other,
      });
      expect(await statusOf(nobody, route)).toBe(401);
      expect(await statusOf(nobody, route, { authorization: `Bearer dk_${"x".repeat(43)}` })).toBe(401);
      expect(await statusOf(nobody, route, { authorization: `Bearer ${key}` })).toBe(403);
      await session.fetch(`/api/console/api-keys/${id}`, { method: "DELETE" });
      expect(await statusOf(nobody, route, { authorization: `Bearer ${key}` })).toBe(401);
    }
    await nobody.dispose();
  });
});

test("a request from another origin is refused, whatever its cookie", async ({ baseURL }) => {
  const person = demo().people.find((one) => one.role === "moderator");
  const session = await ConsoleSession.signIn(baseURL ?? "", person?.email ?? "", person?.password ?? "");
  const response = await session.fetch("/api/console/queues/hate-harassment/claim", {
    method: "POST",
    headers: { "content-type": "application/json", origin: "https://elsewhere.example" },
    body: "{}",
  });
  expect(response.status).toBe(403);
});
