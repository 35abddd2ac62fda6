import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { refusal } from "../../support/refusal";

describe("e-mail address", () => {
  it.each([
    ["compta@exemple.fr", "compta@exemple.fr"],
    ["  Compta.Client+factures@Exemple.FR ", "Compta.Client+factures@exemple.fr"],
    ["o'brien@exemple.co.uk", "o'brien@exemple.co.uk"],
    ["a@b.io", "a@b.io"],
    ["x@xn--caf-dma.fr", "x@xn--caf-dma.fr"],
    ["x@exemple.xn--p1ai", "x@exemple.xn--p1ai"],
    [`${"a".repeat(64)}@exemple.fr`, `${"a".repeat(64)}@exemple.fr`],
  ])("reads « %s »", (text, expected) => {
    expect(parseEmailAddress(text)).toBe(expected);
  });

  it.each([
    ["", "Indiquez l’adresse électronique"],
    ["compta", "Il manque le signe @"],
    ["@exemple.fr", "Il manque le début"],
    ["compta@", "Il manque la fin de l’adresse, après le signe @"],
    ["compta@exemple", "Il manque la fin de l’adresse, par exemple «\u00a0.fr\u00a0»."],
    ["compta@exemple.f", "«\u00a0.f\u00a0» n’est pas une fin d’adresse"],
    ["compta@192.168.1.1", "n’est pas une fin d’adresse"],
    ["compta@[192.168.1.1]", "ne peut pas faire partie d’un domaine"],
    ["Marie Dupont <marie@exemple.fr>", "sans le nom ni les chevrons"],
    ["a@exemple.fr, b@exemple.fr", "Une seule adresse par case"],
    ["a@exemple.fr;b@exemple.fr", "Une seule adresse par case"],
    ["a@b@exemple.fr", "Une seule adresse par case"],
    ["marie dupont@exemple.fr", "ne contient pas d’espace"],
    ["marie\u00a0@exemple.fr", "ne contient pas d’espace"],
    ["marie\r\nBcc:x@exemple.fr", "caractère invisible"],
    ["marie\u0000@exemple.fr", "caractère invisible"],
    ["marie\u200b@exemple.fr", "caractère invisible"],
    ["marie\u202e@exemple.fr", "caractère invisible"],
    ['"marie"@exemple.fr', "sans guillemets"],
    ["«marie»@exemple.fr", "sans guillemets"],
    ["hélène@exemple.fr", "«\u00a0é\u00a0»\u00a0: les lettres accentuées"],
    ["marie(compta)@exemple.fr", "«\u00a0(\u00a0»\u00a0: ce signe est refusé"],
    ["mailto:marie@exemple.fr", "«\u00a0:\u00a0»"],
    ["compta@café.fr", "contient un accent"],
    [".marie@exemple.fr", "point mal placé"],
    ["marie.@exemple.fr", "point mal placé"],
    ["marie..d@exemple.fr", "point mal placé"],
    ["marie@exemple..fr", "point mal placé après le signe @"],
    ["marie@exemple.fr.", "point mal placé après le signe @"],
    ["marie@-exemple.fr", "«\u00a0-exemple\u00a0»"],
    ["marie@exem_ple.fr", "«\u00a0exem_ple\u00a0»"],
    [`${"a".repeat(65)}@exemple.fr`, "dépasse 64 caractères"],
    [`a@${"b".repeat(64)}.fr`, "dépasse 63 caractères"],
    [`a@${"b.".repeat(130)}fr`, "dépasse 254 caractères"],
  ])("says what is wrong with « %s »", (text, sentence) => {
    const error = refusal(() => parseEmailAddress(text, "email"));
    expect(error).toMatchObject({ code: "EMAIL", field: "email" });
    expect(error.message).toContain(sentence);
  });

  it("never lets through what could open a second header or recipient", () => {
    const nasty = fc.constantFrom(
      "\r",
      "\n",
      "\0",
      "\t",
      " ",
      ",",
      ";",
      "<",
      ">",
      '"',
      "(",
      ")",
      "\\",
      "é",
      "\u2028",
      ":",
    );
    fc.assert(
      fc.property(fc.string(), nasty, fc.string(), (before, character, after) => {
        const text = `a${before}${character}${after}@exemple.fr`;
        expect(refusal(() => parseEmailAddress(text)).code).toBe("EMAIL");
      }),
    );
  });

  it("is read the same twice", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        const once = parseEmailAddress(text);
        expect(parseEmailAddress(once)).toBe(once);
      }),
    );
  });
});
