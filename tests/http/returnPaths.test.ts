/** Where a person is sent back after a gesture: never to another site, nor to another company. */
import { describe, expect, it, vi } from "vitest";
import { safeReturn } from "@/app/_server/paths";

vi.mock("next/headers", () => ({}));
const { ownPath } = await import("@/app/_server/company");

const ELSEWHERE = [
  "https://evil.example/x",
  "//evil.example/x",
  "/\\evil.example/x",
  "/\t/evil.example/x",
  "/\n/evil.example/x",
  "/\r/evil.example/x",
  "/./\t/evil.example",
  "/..//evil.example",
  "javascript:alert(1)",
  "",
];

describe("after signing in", () => {
  it.each(ELSEWHERE)("%j is not followed", (path) => {
    expect(safeReturn(path)).toBeNull();
  });

  it.each(["/societes", "/bienvenue?cabinet=morvan", "/confirmation?jeton=a%2Fb", "/atelier/factures?q=é à"])(
    "%j is followed",
    (path) => {
      expect(safeReturn(path)).toBe(path);
    },
  );
});

describe("after a gesture in a company", () => {
  it.each([...ELSEWHERE, "/autre", "/atelier-2/factures", "/atelier/../autre", "/atelier/%2e%2e/autre"])(
    "%j leads home",
    (path) => {
      expect(ownPath(path, "/atelier")).toBe("/atelier");
    },
  );

  it.each(["/atelier", "/atelier?fait=x", "/atelier/factures/1?retour=/ailleurs"])(
    "%j is followed",
    (path) => {
      expect(ownPath(path, "/atelier")).toBe(path);
    },
  );
});
