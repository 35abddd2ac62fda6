/** Amounts, dates and sentences as French printers set them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { formatEuros, formatEurosEnglish, MAX_AMOUNT_CENTS } from "@/domain/money";
import { initialsOf } from "@/ui/layout/CompanySwitch";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Sentence } from "@/ui/text/Sentence";
import { TimeText } from "@/ui/text/TimeText";
import { markupOf, only, textOf } from "./markup";

const anyCents = fc.bigInt({ min: -MAX_AMOUNT_CENTS, max: MAX_AMOUNT_CENTS });

describe("Amount", () => {
  it("reads the same at every size and in both languages", () => {
    fc.assert(
      fc.property(anyCents, fc.constantFrom("page", "strong", "figure", undefined), (cents, size) => {
        expect(textOf(markupOf(<Amount cents={cents} size={size} />))).toBe(formatEuros(cents));
        const english = <Amount cents={cents} size={size} language="en" />;
        expect(textOf(markupOf(english))).toBe(formatEurosEnglish(cents));
      }),
    );
  });

  it("sets the cents of the page’s amount apart, with the sign of the currency in French", () => {
    const paler = (html: string) => textOf(/class="dec">(.*?)<\/span>/.exec(html)?.[1] ?? "");
    fc.assert(
      fc.property(anyCents, (cents) => {
        expect(paler(markupOf(<Amount cents={cents} size="page" />))).toMatch(/^,\d\d\u00a0€$/);
        expect(paler(markupOf(<Amount cents={cents} size="page" language="en" />))).toMatch(/^\.\d\d$/);
      }),
    );
  });
});

describe("DateText", () => {
  it("raises the letters of the first of the month and gives machines the day", () => {
    const html = markupOf(<DateText on={localDate("2026-07-01")} />);
    expect(html).toContain("1<sup>er</sup>\u00a0juillet\u00a02026");
    expect(only(html, "time").attributes.datetime).toBe("2026-07-01");
  });

  it.each([
    ["full", "22\u00a0novembre\u00a02026"],
    ["long", "dimanche 22\u00a0novembre\u00a02026"],
    ["dayMonth", "22\u00a0novembre"],
    ["short", "22\u00a0nov."],
    ["shortYear", "22\u00a0nov.\u00a02026"],
    ["numeric", "22/11/2026"],
  ] as const)("writes %s as %s", (format, text) => {
    expect(textOf(markupOf(<DateText on={localDate("2026-11-22")} format={format} />))).toBe(text);
  });
});

it("tells the time on the clock of the company", () => {
  const at = Date.UTC(2026, 10, 9, 8, 15);
  expect(textOf(markupOf(<TimeText at={at} timeZone="Europe/Paris" />))).toBe("9\u00a0h\u00a015");
  expect(textOf(markupOf(<TimeText at={at} timeZone="Indian/Reunion" />))).toBe("12\u00a0h\u00a015");
});

describe("Sentence", () => {
  it("changes the look of ordinals and not a letter of the text", () => {
    const words = fc.constantFrom(
      "le ",
      "1er",
      " novembre",
      "1re ",
      "21er",
      "mercredi",
      "1ers",
      "ferme ",
      "<b>",
    );
    fc.assert(
      fc.property(fc.array(words), (parts) => {
        const text = parts.join("");
        expect(textOf(markupOf(<Sentence>{text}</Sentence>))).toBe(text);
      }),
    );
  });

  it.each([
    ["le 1er novembre", "le 1<sup>er</sup> novembre"],
    ["la 1re relance", "la 1<sup>re</sup> relance"],
    ["les 21 erreurs", "les 21 erreurs"],
    ["1erreur", "1erreur"],
    ["article 21er", "article 21er"],
  ])("sets « %s »", (text, html) => {
    expect(markupOf(<Sentence>{text}</Sentence>)).toBe(html);
  });
});

describe("Anchor", () => {
  it.each(["tel:+33261910148", "#contenu", "https://example.org/", "/api/lettre.pdf", "/factures?age=30"])(
    "keeps the address %s as it is",
    (href) => {
      expect(only(markupOf(<Anchor href={href}>x</Anchor>), "a").attributes.href).toBe(href);
    },
  );
});

it.each([
  ["Atelier Brisset", "AB"],
  ["Conserverie Le Guen", "CL"],
  ["Charpentes d’Olonne", "CO"],
  ["Kerbel", "KE"],
  ["écurie", "ÉC"],
])("sums %s up as %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
