import { describe, expect, it } from "vitest";
import { findSoughtClient, type KnownClient } from "@/domain/parties/clientSought";

const known = (id: string, more: Partial<KnownClient> = {}): KnownClient => ({
  id,
  name: "Jean Martin",
  nameKey: "jean martin",
  reference: null,
  siren: null,
  isArchived: false,
  emails: [],
  ...more,
});
const SOUGHT = { nameKey: "jean martin", reference: null, siren: null, email: null };

/** The client that is meant, or how many answer. */
function meant(sought: object, ...clients: KnownClient[]): string | number {
  const found = findSoughtClient({ ...SOUGHT, ...sought }, clients);
  if (found.kind === "found") return found.client.id;
  if (found.kind === "contradicted") return `not ${found.client.id}`;
  return found.kind === "several" ? found.clients.length : 0;
}

describe("a client sought", () => {
  it.each<[string, object, KnownClient[], string | number]>([
    ["nobody", {}, [], 0],
    ["a namesake", {}, [known("a")], "a"],
    [
      "the reference before all",
      { reference: "R", siren: "1" },
      [known("a", { siren: "1" }), known("b", { reference: "R" })],
      "b",
    ],
    [
      "the reference of no other SIREN",
      { reference: "R", siren: "1" },
      [known("b", { reference: "R", siren: "2" })],
      "not b",
    ],
    [
      "the SIREN before the name",
      { siren: "1" },
      [known("a"), known("b", { siren: "1", nameKey: "x" })],
      "b",
    ],
    [
      "of two establishments, that of the name",
      { siren: "1" },
      [known("a", { siren: "1", nameKey: "x" }), known("b", { siren: "1" })],
      "b",
    ],
    [
      "of two establishments, none",
      { siren: "1", nameKey: "z" },
      [known("a", { siren: "1" }), known("b", { siren: "1" })],
      2,
    ],
    ["no namesake of another SIREN", { siren: "1" }, [known("a", { siren: "2" })], 0],
    [
      "the namesake written to there",
      { email: "A@x.fr" },
      [known("a", { emails: ["a@x.fr"] }), known("b")],
      "a",
    ],
    ["a namesake nobody writes to yet", { email: "a@x.fr" }, [known("a")], "a"],
    ["no namesake written to elsewhere", { email: "a@x.fr" }, [known("a", { emails: ["b@x.fr"] })], 1],
    [
      "a new one told by its reference",
      { email: "a@x.fr", reference: "R" },
      [known("a", { emails: ["b@x.fr"] })],
      0,
    ],
    ["two namesakes", {}, [known("a"), known("b")], 2],
    ["the one in use", {}, [known("a", { isArchived: true }), known("b")], "b"],
    ["one put away, when there is no other", {}, [known("a", { isArchived: true })], "a"],
    ["nobody by an empty name", { nameKey: "" }, [known("a", { nameKey: "" })], 0],
  ])("is %s", (_, sought, clients, expected) => {
    expect(meant(sought, ...clients)).toBe(expected);
  });
});
