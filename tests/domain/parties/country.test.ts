import { describe, expect, it } from "vitest";
import { countryCodeOf, countryName, isDomesticMail } from "@/domain/parties/country";

describe("country", () => {
  it.each([
    ["France", "FR"],
    ["FRANCE", "FR"],
    ["fr", "FR"],
    ["FRA", "FR"],
    ["Belgique", "BE"],
    ["Belgium", "BE"],
    ["Allemagne", "DE"],
    ["Royaume-Uni", "GB"],
    ["uk", "GB"],
    ["États-Unis", "US"],
    ["Etats Unis", "US"],
    ["Côte d'Ivoire", "CI"],
    ["Pays-Bas", "NL"],
    ["La Réunion", "RE"],
    ["Luxembourg", "LU"],
    ["Serbie", "RS"],
  ])("« %s » is %s", (text, code) => {
    expect(countryCodeOf(text)).toBe(code);
  });

  it.each(["", "Atlantide", "zz", "eu", "57000", "Union européenne"])("« %s » is none", (text) => {
    expect(countryCodeOf(text)).toBeUndefined();
  });

  it("has a French name that reads back", () => {
    expect(countryName("BE")).toBe("Belgique");
    for (const code of ["BE", "DE", "CH", "LU", "IT", "ES", "GB", "US", "MC", "MQ"]) {
      expect(countryCodeOf(countryName(code))).toBe(code);
    }
  });

  it("knows where French mail goes", () => {
    expect(["FR", "RE", "NC", "MC"].map(isDomesticMail)).toEqual([true, true, true, true]);
    expect(["BE", "CH", "GB"].map(isDomesticMail)).toEqual([false, false, false]);
  });
});
