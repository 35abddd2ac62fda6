/** Changing company keeps the page one is on, when the other company has it. */
import { expect, it } from "vitest";
import { samePlace } from "@/ui/layout/SwitchLink";

it.each([
  ["/a/factures", "/b", "/b/factures"],
  ["/a/factures/01a2/modifier", "/b", "/b/factures"],
  ["/a/reglages/equipe", "/b", "/b/reglages"],
  ["/a", "/b", "/b"],
  ["/a/inconnu", "/b", "/b"],
  ["/cabinet/factures/mandats", "/b", "/b"],
  ["/cabinet/clients", "/b", "/b"],
  ["/a/factures", "/cabinet/c", "/cabinet/c"],
  ["", "/b", "/b"],
])("from %s to %s", (path, href, place) => {
  expect(samePlace(path, href)).toBe(place);
});
