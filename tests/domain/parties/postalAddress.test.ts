import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "@/domain/invariant";
import { addressBlock, type PostalAddress } from "@/domain/parties/postalAddress";
import { refusal } from "../../support/refusal";

const metz: PostalAddress = {
  name: "Ateliers Kléber SARL",
  attention: "À l’attention du service comptabilité",
  street: "12 bis, rue de l’Hôtel-de-Ville",
  postcode: "57000",
  city: "Metz",
  countryCode: "FR",
};

describe("address block", () => {
  it("keeps the names as written, and puts the last lines in plain capitals", () => {
    expect(addressBlock(metz)).toEqual([
      "Ateliers Kléber SARL",
      "À l’attention du service comptabilité",
      "12 BIS RUE DE L HOTEL DE VILLE",
      "57000 METZ",
    ]);
  });

  it("holds six lines in France, and a seventh with the country abroad", () => {
    const full = { ...metz, complement: "Bâtiment C", place: "BP 40512", city: "Metz Cedex 1" };
    expect(addressBlock(full)).toHaveLength(6);
    expect(addressBlock(full)[5]).toBe("57000 METZ CEDEX 1");
    const abroad = { ...full, postcode: "1050", city: "Bruxelles", countryCode: "BE" };
    expect(addressBlock(abroad).slice(5)).toEqual(["1050 BRUXELLES", "BELGIQUE"]);
  });

  it("writes a letter to an overseas department as a letter in France", () => {
    const block = addressBlock({ ...metz, postcode: "97400", city: "Saint-Denis", countryCode: "RE" });
    expect(block.at(-1)).toBe("97400 SAINT DENIS");
  });

  it("has no blank line and no hidden line break", () => {
    expect(
      addressBlock({ ...metz, attention: " \t ", complement: "", name: "Kléber\r\nTotal payé" }),
    ).toEqual(["Kléber Total payé", "12 BIS RUE DE L HOTEL DE VILLE", "57000 METZ"]);
  });

  it.each([
    // 38 characters: nothing is shortened.
    ["12 avenue du Général de Gaulle et Foch", "12 AVENUE DU GENERAL DE GAULLE ET FOCH"],
    // One more: the kind of street gives way first, the title stays.
    ["123 avenue du Général de Gaulle et Foch", "123 AV DU GENERAL DE GAULLE ET FOCH"],
    // The kind of street is not enough: the title follows.
    ["123 avenue du Général Charles de Gaulle Est", "123 AV DU GAL CHARLES DE GAULLE EST"],
    ["14 boulevard du Maréchal de Lattre de Tassigny", "14 BD DU MAL DE LATTRE DE TASSIGNY"],
  ])("shortens « %s » only as needed", (street, line) => {
    expect(addressBlock({ ...metz, street })[2]).toBe(line);
  });

  it("shortens legal forms and keeps the case of the rest", () => {
    const block = addressBlock({ ...metz, name: "Société à responsabilité limitée Kléber & Fils" });
    expect(block[0]).toBe("SARL Kléber & Fils");
  });

  it("shortens whole words only", () => {
    const error = refusal(() =>
      addressBlock({ ...metz, street: "123 rue des Avenuesetboulevards de Placedarmes" }),
    );
    expect(error.message).toContain("123 RUE DES AVENUESETBOULEVARDS");
  });

  it.each([
    [
      { name: "Compagnie des Transports Réunis de Lorraine-Champagne" },
      "name",
      "La ligne du nom compte 53 caractères",
    ],
    [{ attention: "x".repeat(39) }, "attention", "La ligne du service ou du destinataire"],
    [{ complement: "x".repeat(39) }, "complement", "La ligne du complément d’adresse"],
    [
      { street: "x".repeat(39) },
      "street",
      "La ligne de la voie compte 39 caractères, la Poste en accepte 38",
    ],
    [{ place: "x".repeat(39) }, "place", "La ligne du lieu-dit ou de la boîte postale"],
    [{ city: "x".repeat(33) }, "city", "La ligne du code postal et de la ville"],
    [{ name: " " }, "name", "Indiquez le nom"],
    [{ street: undefined }, "street", "Indiquez la voie, ou le lieu-dit"],
    [{ city: "" }, "city", "Indiquez la ville"],
    [{ city: "Αθήνα", countryCode: "GR" }, "city", "en lettres latines"],
    [{ postcode: "5700" }, "postcode", "il en manque un"],
  ])("refuses %j", (change, field, sentence) => {
    const error = refusal(() => addressBlock({ ...metz, ...change }));
    expect(error.field).toBe(field);
    expect(error.message).toContain(sentence);
  });

  it("accepts a place without a street", () => {
    const { street: _, ...rest } = metz;
    expect(addressBlock({ ...rest, place: "Le Bourg" })).toContain("LE BOURG");
  });

  it("never exceeds what the post reads, whatever is typed", () => {
    const word = fc.constantFrom(
      "avenue",
      "Général",
      "Saint",
      "Œuvre",
      "É",
      "x",
      "zone industrielle",
      "12",
      "\n",
      "’",
      "🙂",
    );
    const text = fc.oneof(
      fc.array(word, { maxLength: 9 }).map((words) => words.join(" ")),
      fc.string({ maxLength: 45, unit: "binary" }),
    );
    const address = fc.record({
      name: text,
      attention: text,
      complement: text,
      street: text,
      place: text,
      postcode: fc.constantFrom("57000", "1050", "97400", "EC1A 1BB", "x"),
      city: text,
      countryCode: fc.constantFrom("FR", "BE", "RE", "GB", "GS"),
    });
    let printed = 0;
    fc.assert(
      fc.property(address, (candidate) => {
        let block: string[];
        try {
          block = addressBlock(candidate);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          return;
        }
        printed += 1;
        const abroad = ["BE", "GB", "GS"].includes(candidate.countryCode);
        expect(block.length).toBeLessThanOrEqual(abroad ? 7 : 6);
        for (const line of block) {
          expect(line.length).toBeLessThanOrEqual(38);
          expect(line.trim()).not.toBe("");
          expect(line).not.toMatch(/[\r\n\t]/);
        }
        for (const line of block.slice(abroad ? -2 : -1)) expect(line).toMatch(/^[A-Z0-9 ]+$/);
      }),
      { numRuns: 500 },
    );
    expect(printed).toBeGreaterThan(20);
  });
});
