/** Whom a contact goes to: one recipient set a message. */
import { describe, expect, it } from "vitest";
import { type RecipientFact, recipientsOf } from "@/domain/dunning/recipients";

const person = (role: RecipientFact["role"], email: string | null, isRefused = false): RecipientFact => ({
  role,
  name: "",
  email,
  phone: null,
  emailState: isRefused ? "REFUSED" : "WORKING",
});

const ACCOUNTS = person("BILLING", "compta@c.example");
const BOSS = person("DECISION_MAKER", "direction@c.example");
const COPY = person("COPY", "expert@cabinet.example");

describe("the recipients of a message", () => {
  it.each([
    [
      "billing first, copies in Cc",
      [BOSS, ACCOUNTS, COPY],
      false,
      [["compta@c.example"], ["expert@cabinet.example"]],
    ],
    [
      "the decision maker when no billing address works",
      [person("BILLING", "a@c.example", true), BOSS],
      false,
      [["direction@c.example"], []],
    ],
    [
      "both when the step escalates",
      [BOSS, ACCOUNTS],
      true,
      [["compta@c.example", "direction@c.example"], []],
    ],
    ["nobody when only copies are left", [person("BILLING", null), COPY], false, [[], []]],
    [
      "nobody twice",
      [ACCOUNTS, person("COPY", "compta@c.example"), { ...BOSS, email: "compta@c.example" }],
      true,
      [["compta@c.example"], []],
    ],
  ] as const)("%s", (_, contacts, escalates, [to, cc]) => {
    expect(recipientsOf(contacts, escalates)).toEqual({ to, cc });
  });
});
