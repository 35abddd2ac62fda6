import { describe, expect, it } from "vitest";
import {
  departmentOf,
  formatPostcodeCity,
  parsePostcode,
  suggestCalendarZone,
} from "@/domain/parties/postcode";
import { refusal } from "../../support/refusal";

describe("postcode", () => {
  it.each([
    ["57000", "57", "ALSACE_MOSELLE"],
    ["67000", "67", "ALSACE_MOSELLE"],
    ["68 100", "68", "ALSACE_MOSELLE"],
    ["F-75011", "75", "METROPOLE"],
    ["01000", "01", "METROPOLE"],
    ["20200", "20", "METROPOLE"],
    ["69009", "69", "METROPOLE"],
    ["97110", "971", "GUADELOUPE"],
    ["97200", "972", "MARTINIQUE"],
    ["97300", "973", "GUYANE"],
    ["97400", "974", "REUNION"],
    ["97600", "976", "MAYOTTE"],
    ["97500", "975", undefined],
    ["98800", "988", undefined],
  ])("%s is in department %s, calendar %s", (text, department, zone) => {
    const postcode = parsePostcode(text);
    expect(departmentOf(postcode)).toBe(department);
    expect(suggestCalendarZone(postcode)).toBe(zone);
  });

  it.each([
    ["", "Indiquez le code postal"],
    ["1000", "il en manque un"],
    ["5700", "il en manque un"],
    ["570001", "compte 5 chiffres"],
    ["L-1234", "compte 5 chiffres"],
    ["96000", "Aucun département ne commence par 96"],
    ["99100", "Aucun département ne commence par 99"],
    ["97900", "Aucun département"],
  ])("says what is wrong with « %s »", (text, sentence) => {
    const error = refusal(() => parsePostcode(text, "postcode"));
    expect(error).toMatchObject({ code: "POSTCODE", field: "postcode" });
    expect(error.message).toContain(sentence);
  });

  it("stays on one line with its city", () => {
    expect(formatPostcodeCity("57000", "Metz")).toBe("57000\u00a0Metz");
  });
});
