/** The page that documents the API says what the API takes, and its examples are taken. */
import { describe, expect, it, vi } from "vitest";
import { setTestEnvironment } from "../support/environment";
import { elementsOf, markupOf, textOf } from "./markup";

setTestEnvironment("postgresql://nobody:x@localhost:1/none");
vi.mock("@/app/(public)/_parts/PublicFrame", () => ({
  PublicFrame: ({ children }: { children: React.ReactNode }) => children,
}));
const { default: ApiDocumentation } = await import("@/app/(public)/documentation/page");
const { INVOICE_BODY, PAYMENT_BODY } = await import("@/app/api/v1/_parts/contract");
const { PROBLEMS } = await import("@/app/api/v1/_parts/problems");

const html = markupOf(<ApiDocumentation />);
const text = textOf(html);

describe("the documentation of the API", () => {
  it("names every field, and says which are required", () => {
    for (const name of [...Object.keys(INVOICE_BODY.shape), ...Object.keys(PAYMENT_BODY.shape)]) {
      expect(text).toContain(name);
    }
    expect(text).toContain("amountCentsexigé");
    expect(text).toContain("client.kind");
    expect(text).not.toContain("undefined");
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
