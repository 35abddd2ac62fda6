/** The OpenAPI document says every address and method of the API, and each asks for what it says. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");
const { makeKey } = await import("../support/apiCalls");
const { DOCUMENT, expectAsDocumented } = await import("../support/apiContract");
const { OPERATIONS } = await import("@/app/api/v1/_parts/operations");

const clock = parisClock("2026-11-23");
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const ROOT = fileURLToPath(new URL("../../src/app/api/v1", import.meta.url));
const ID = "01990000-0000-7000-8000-000000000000";

/** By the path that the document writes: `/invoices/{id}`. */
const routes = new Map<string, Record<string, Handler>>();
let reading = "";
let writing = "";

beforeAll(async () => {
  for (const file of readdirSync(ROOT, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith("route.ts") || file.includes("[...")) continue;
    const path = `/${file.replace(/\/?route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`;
    routes.set(path, await import(/* @vite-ignore */ join(ROOT, file)));
  }
  const { ctx } = await makeCompany(clock);
  reading = await makeKey(ctx, "READ", "Lecture");
  writing = await makeKey(ctx, "WRITE", "Facturation");
});

beforeEach(() => asOwner(database, "DELETE FROM rate_bucket"));

const params = { params: Promise.resolve({ id: ID }) };
const addressOf = (path: string) => `http://localhost/api/v1${path.replace("{id}", ID)}`;

/** Asks with a key, or without; the answer is one of the document. */
async function ask(
  method: string,
  path: string,
  key: string | null,
  more: RequestInit & { query?: string } = {},
) {
  const headers = { ...(key !== null && { authorization: `Bearer ${key}` }), ...more.headers };
  const request = new Request(`${addressOf(path)}${more.query ?? ""}`, { method, ...more, headers });
  const response = await routes.get(path || "/")?.[method.toUpperCase()]?.(request, params);
  if (!response) throw new Error(`no handler for ${method} ${path}`);
  const body = response.status === 304 ? null : await response.json();
  if (response.status !== 405) expectAsDocumented(request, response, body);
  return { status: response.status, headers: response.headers, body };
}

describe("the document", () => {
  it("has every address that answers, and no other", () => {
    expect(routes.size).toBeGreaterThan(5);
    expect(Object.keys(DOCUMENT.paths).sort()).toEqual([...routes.keys()].sort());
  });

  it("has every method that an address serves: the others are refused, and say which it serves", async () => {
    for (const [path, handlers] of routes) {
      const served = METHODS.filter((method) => DOCUMENT.paths[path]?.[method.toLowerCase()]);
      const allow = [...served, ...(served.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
      for (const method of METHODS) {
        const { status, headers, body } = await ask(method, path === "/" ? "" : path, null);
        if (served.includes(method)) expect(status, `${method} ${path}`).not.toBe(405);
        else {
          expect({ status, allow: headers.get("allow") }, `${method} ${path}`).toEqual({
            status: 405,
            allow,
          });
          expect(headers.get("content-type")).toBe("application/problem+json");
          expect(body).toMatchObject({ status: 405, title: "Méthode non admise" });
        }
      }
      const told = await handlers.OPTIONS?.(new Request(addressOf(path), { method: "OPTIONS" }), params);
      expect({ status: told?.status, allow: told?.headers.get("allow") }).toEqual({ status: 204, allow });
    }
  });

  it("refers to what it has, and gives each operation a name of its own", () => {
    const text = JSON.stringify(DOCUMENT);
    const refs = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name = ""]) => name);
    expect(refs.length).toBeGreaterThan(20);
    expect(new Set(refs)).toEqual(new Set(Object.keys(DOCUMENT.components.schemas)));
    expect(text.match(/"\$ref":/g)).toHaveLength(refs.length);
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
    // What people read has the spaces of French.
    expect(text).not.toMatch(/[^\u00a0:;?!"\\/]+ [:;?!»]/);
  });

  it("is given to everybody, and to whoever has it, as unchanged", async () => {
    const { status, headers, body } = await ask("get", "/openapi.json", null);
    expect({ status, body }).toEqual({ status: 200, body: DOCUMENT });
    expect(headers.get("cache-control")).toBe("public, max-age=300");
    const etag = headers.get("etag") ?? "";
    expect((await ask("get", "/openapi.json", null, { headers: { "if-none-match": etag } })).status).toBe(
      304,
    );
    const index = await ask("get", "", null);
    expect(index.body).toMatchObject({ openapi: "http://localhost:3000/api/v1/openapi.json" });
  });
});

describe("each operation", () => {
  const keyed = OPERATIONS.filter(({ permission }) => permission !== null);

  it("asks for a key, and for one that writes where it says so", async () => {
    for (const { method, path, permission } of keyed) {
      expect((await ask(method, path, null)).status, `${method} ${path}`).toBe(401);
      const { status } = await ask(method, path, reading);
      expect(status === 403, `${method} ${path} ${status}`).toBe(permission === "work");
    }
  });

  it("checks the body that it says", async () => {
    for (const { method, path, body, isOnce } of keyed) {
      if (!body || body === "pdf") continue;
      const headers = { "content-type": "application/json", ...(isOnce && { "idempotency-key": path }) };
      const sent = { unknown: 1 };
      const refused = await ask(method, path, writing, { headers, body: JSON.stringify(sent) });
      const issues = (body as z.ZodType).safeParse(sent).error?.issues ?? [];
      const expected = issues.flatMap((issue) =>
        issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join("/")],
      );
      expect(refused.status, path).toBe(422);
      const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer.slice(1));
      expect(pointers.sort()).toEqual(expected.sort());
    }
  });

  it("takes the parameters that it says, and no other", async () => {
    for (const { method, path, query } of keyed) {
      if (!query) continue;
      const { properties = {} } = z.toJSONSchema(query, { io: "input" });
      for (const name of Object.keys(properties)) {
        const { body } = await ask(method, path, reading, { query: `?${name}=1&unknown=1` });
        const parameters = body.errors.map(
          ({ parameter, code }: Record<string, string>) => `${parameter} ${code}`,
        );
        expect(parameters).toContain("unknown UNRECOGNIZED_KEYS");
        expect(parameters).not.toContain(`${name} UNRECOGNIZED_KEYS`);
      }
    }
  });
});

it("an address that is nothing is told in the same form, whatever the method", async () => {
  const handlers = await import("@/app/api/v1/[...reste]/route");
  for (const method of [...METHODS, "OPTIONS"] as const) {
    const response = handlers[method]();
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  }
});
