/** Addresses whose escapes are no text: refused before any page, to each in its own form. */
import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import { proxy } from "@/proxy";

const ask = async (path: string) => {
  const response = proxy(new NextRequest(`http://localhost${path}`));
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: await response.text(),
  };
};

it("is a sentence for people, and a problem document below the API", async () => {
  expect(await ask("/%FF")).toEqual({
    status: 400,
    type: "text/plain; charset=utf-8",
    body: "Adresse illisible.",
  });
  const { body, ...head } = await ask("/api/v1/invoices/%FF");
  expect(head).toEqual({ status: 400, type: "application/problem+json" });
  expect(JSON.parse(body)).toMatchObject({ status: 400, title: "Requête illisible" });
});
