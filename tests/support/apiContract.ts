/** Checks what the API answers against its own OpenAPI document, which it should say all of. */
import { expect } from "vitest";
import { z } from "zod";
import { API_PATH } from "@/app/api/v1/_parts/contract";
import { openApiDocument } from "@/app/api/v1/_server/openApi";

type Json = Record<string, unknown>;

interface Document {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: Json }> }> }>
  >;
  webhooks: Record<string, { post: { requestBody: { content: Record<string, { schema: Json }> } } }>;
  components: { schemas: Json };
}

export const DOCUMENT = openApiDocument("http://localhost:3000") as unknown as Document;

/** Unknown fields are let pass by programs; here, one is something that the document forgot. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== "object") return schema;
  const own = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return own.type === "object" && own.properties ? { additionalProperties: false, ...own } : own;
}

/** A reader of the schemas of the document, whose references lead to its components. */
function readerOf(schema: Json): z.ZodType {
  const whole = { ...(closed(schema) as Json), $defs: closed(DOCUMENT.components.schemas) };
  const local = JSON.stringify(whole).replaceAll("#/components/schemas/", "#/$defs/");
  return z.fromJSONSchema(JSON.parse(local));
}

const readers = new Map<string, z.ZodType>();

/** The address of an operation as the document writes it, from one that was asked. */
function pathOf(address: string): string {
  const { pathname } = new URL(address);
  const own = pathname.slice(API_PATH.length) || "/";
  return own.replace(/^(\/[a-z-]+)\/(?!openapi)[^/]+/, "$1/{id}");
}

/** Fails when the document does not say that this operation may answer so, or not with this body. */
export function expectAsDocumented(request: Request, response: Response, body: unknown): void {
  const operation = `${request.method.toLowerCase()} ${pathOf(request.url)}`;
  const [method = "", path = ""] = operation.split(" ");
  const status = String(response.status);
  const documented = DOCUMENT.paths[path]?.[method]?.responses[status];
  expect(documented, `${operation} ${status} is in the document`).toBeDefined();
  const [[type, content] = []] = Object.entries(documented?.content ?? {});
  expect(response.headers.get("content-type"), `type of ${operation} ${status}`).toBe(type ?? null);
  const name = `${operation} ${status}`;
  if (content) expectForm(name, content.schema, body);
}

/** Fails when an event that webhooks post is not what the document says of it. */
export function expectEventAsDocumented(event: { type: string }): void {
  const [[, content] = []] = Object.entries(DOCUMENT.webhooks[event.type]?.post.requestBody.content ?? {});
  expect(content, `${event.type} is in the document`).toBeDefined();
  if (content) expectForm(event.type, content.schema, event);
}

function expectForm(name: string, schema: Json, body: unknown): void {
  const reader = readers.get(name) ?? readerOf(schema);
  readers.set(name, reader);
  const read = reader.safeParse(body);
  expect(read.success ? "as documented" : z.prettifyError(read.error), name).toBe("as documented");
}
