/** The page that documents the API says what the API takes, and its examples are taken. */
import { describe, expect, it, vi } from "vitest";
import { setTestEnvironment } from "../support/environment";
import { elementsOf, markupOf, textOf } from "./markup";

setTestEnvironment("postgresql://nobody:x@localhost:1/none");
vi.mock("@/app/(public)/_parts/PublicFrame", () => ({
  PublicFrame: ({ children }: { children: React.ReactNode }) => children,
}));
const { default: ApiDocumentation } = await import("@/app/(public)/documentation/page");
const { CLIENTS_QUERY, INVOICES_QUERY, NAMED_REQUESTS } = await import("@/app/api/v1/_parts/contract");
const { OPERATIONS } = await import("@/app/api/v1/_parts/operations");
const { PROBLEMS } = await import("@/app/api/v1/_parts/problems");

const html = markupOf(<ApiDocumentation />);
const text = textOf(html);

describe("the documentation of the API", () => {
  it("names every field, and says which are required", () => {
    for (const schema of [CLIENTS_QUERY, INVOICES_QUERY, ...Object.values(NAMED_REQUESTS)]) {
      for (const name of Object.keys(schema.shape)) expect(text).toContain(name);
    }
    expect(text).toContain("amountCentsexigé");
    expect(text).toContain("client.kind");
    expect(text).not.toContain("undefined");
  });

  it("names every address, and leads to what it announces", () => {
    for (const { method, path } of OPERATIONS) {
      expect(text).toContain(`${method.toUpperCase()} ${path || "/"}`);
    }
    const elements = elementsOf(html);
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    const links = elements.flatMap(({ attributes }) => attributes.href ?? []);
    expect(links).toContain("/api/v1/openapi.json");
    const places = links.filter((href) => href.startsWith("#")).map((href) => href.slice(1));
    expect(places.length).toBeGreaterThan(8);
    expect(ids).toEqual(expect.arrayContaining(places));
  });

  it("tells how much may be asked", () => {
    expect(text).toContain("1\u00a0500 requêtes");
    expect(text).toContain("réseau 3\u00a0000");
  });

  it("is where refusals point to", () => {
    const ids = elementsOf(html).flatMap(({ attributes }) => attributes.id ?? []);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(PROBLEMS)));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
