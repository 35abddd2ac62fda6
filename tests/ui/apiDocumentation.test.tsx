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
const { expectEventAsDocumented } = await import("../support/apiContract");
const { EVENT, VERIFY } = await import("@/app/(public)/documentation/_parts/Webhooks");
const { WEBHOOK_EVENTS } = await import("@/domain/reporting/webhookEvent");
const { webhookSignature } = await import("@/webhooks/postWebhook");

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

describe("the documentation of webhooks", () => {
  it("names every event, and shows one as it is posted", () => {
    for (const event of WEBHOOK_EVENTS) expect(text).toContain(event);
    expect(text).toContain("1\u00a0min, 5\u00a0min, 30\u00a0min, 2\u00a0h, 6\u00a0h, 12\u00a0h, 24\u00a0h");
    expect(text).not.toContain("undefined");
  });

  it("shows an event of the form that its document says, which knows every field", () => {
    expectEventAsDocumented(EVENT);
    const more = { ...EVENT, data: { ...EVENT.data, more: 1 } };
    expect(() => expectEventAsDocumented(more)).toThrow(/more/);
  });

  it("verifies a signature as it is made", async () => {
    const body = JSON.stringify(EVENT);
    const timestamp = Math.floor(Date.now() / 1000);
    const secret = `whsec_${Buffer.from("a key of thirty-two bytes, or so").toString("base64")}`;
    const module = `data:text/javascript,${encodeURIComponent(VERIFY)}`;
    const { isFromDument } = await import(/* @vite-ignore */ module);
    const signature = webhookSignature(secret, EVENT.id, timestamp, body);
    const headers = {
      "webhook-id": EVENT.id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": `v1,AAAA ${signature}`,
    };
    expect(isFromDument(headers, body, secret)).toBe(true);
    expect(isFromDument(headers, `${body} `, secret)).toBe(false);
    expect(isFromDument({ ...headers, "webhook-timestamp": String(timestamp - 600) }, body, secret)).toBe(
      false,
    );
  });
});
