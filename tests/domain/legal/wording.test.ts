/**
 * Widespread mistakes about French law, and threats it forbids: none of them may appear in any
 * text this chapter can produce, whatever the debtor, the author or the route.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { competentCourt } from "@/domain/legal/competentCourt";
import { courtRoute } from "@/domain/legal/courtRoute";
import { COURT_ROUTE_KINDS, COURT_ROUTE_SHEETS } from "@/domain/legal/courtRouteSheets";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { FORBIDDEN_WORDINGS, findForbiddenWording } from "@/domain/legal/forbiddenWording";
import { formalNotice } from "@/domain/legal/formalNotice";
import { NOTICE_KINDS } from "@/domain/legal/formalNoticeInput";
import { ACCOUNTANT, noticeFor, THIRD_PARTY, textsOf } from "../../support/formalNotices";

const MISTAKES: readonly (readonly [mistake: string, pattern: RegExp])[] = [
  ["a rate of 12.47 % that matches nothing", /12[,.]47/],
  ["penalties lost when the invoice does not mention them", /(perd|perdez).{0,30}(droit|pénalités)/i],
  ["e-mail or plain letter without value", /aucune valeur probante/i],
  ["a formal notice void for want of a mention", /\bnulle?\b|nullité/i],
  ["a letter that interrupts limitation", /(lettre|relance|mise en demeure)[^.]*(?<!n’)interrompt/i],
  ["an urgency needed in référé", /urgence (est )?(requise|nécessaire|exigée)/i],
  ["a provision that is only an advance", /avance sur|provision partielle/i],
  ["a lawyer always compulsory", /avocat (est )?(toujours )?obligatoire/i],
  ["small claims at 4 000 €", /4.?000.€/],
  ["small-claims costs on the debtor", /frais[^.]*à la charge du débiteur(?! de mauvaise foi)/i],
  ["small claims without the debtor’s agreement", /sans (son|l’) ?accord|sans juge/i],
  ["the former name of the judicial officer", /huissier/i],
  ["a payment injunction that costs nothing", /injonction[^.]*gratuit/i],
  ["an order served within six months", /(dans les|sous) (6|six) mois/i],
  ["a tribunal judiciaire limited to 10 000 €", /tribunal judiciaire[^.]*10.?000/i],
  ["a notice compulsory before any suit", /préalable obligatoire|trois lettres/i],
  ["30 days after the invoice is received", /30 jours (après|à compter de) (la )?réception de la facture/i],
  ["article 1342-1", /1342-1/],
  ["the repealed decree on public delays", /2013-269/],
  ["the mediator of consumers", /médiateur de la consommation/i],
  ["interest on the net amount", /\bHT\b|hors taxes?/],
  ["a maximum rate", /taux maximum|taux maximal/i],
];

const THREATS: readonly (readonly [threat: string, pattern: RegExp])[] = [
  ["a complaint", /plainte|pénale?s?\b|escroquerie/i],
  ["a listing", /fichier|fichage|liste noire|mauvais payeur/i],
  ["a seizure", /saisie(?!r)|saisi-|expulsion/i],
  ["a look-alike of a court document", /commandement de payer|au nom du peuple/i],
  ["an exclamation", /!/],
  ["costs before a judgment", /frais de (relance|dossier|mise en demeure)/i],
];

function everyLetter(): { name: string; text: string }[] {
  const authors = [{ kind: "CREDITOR" } as const, ACCOUNTANT, THIRD_PARTY];
  return DEBTOR_KINDS.flatMap((kind) =>
    authors.flatMap((author) =>
      NOTICE_KINDS.map((letter) => ({
        name: `${letter} ${kind} ${author.kind}`,
        text: textsOf(formalNotice(noticeFor(kind, { author, kind: letter }))).join("\n"),
      })),
    ),
  );
}

function everyRoute(): { name: string; text: string }[] {
  const on = localDate("2026-11-22");
  const courts = [
    competentCourt({ debtorActivity: "COMMERCIAL", courtCity: "Lyon", on }),
    competentCourt({ debtorActivity: "COMMERCIAL", courtCity: "Nantes", on }),
    competentCourt({ debtorActivity: "CIVIL", on }),
  ];
  return COURT_ROUTE_KINDS.flatMap((kind) =>
    courts.map((court) => {
      const sheet = COURT_ROUTE_SHEETS[kind](court);
      const parts = [sheet.title, ...sheet.steps, ...sheet.costs, sheet.duration ?? "", sheet.form ?? ""];
      return { name: `${kind} ${court.kind}`, text: parts.join("\n") };
    }),
  );
}

describe("no text carries a mistake about the law", () => {
  const texts = [...everyLetter(), ...everyRoute()];

  it("over every letter and every route", () => {
    expect(everyLetter()).toHaveLength(36);
    expect(everyRoute()).toHaveLength(39);
    for (const { text } of texts) expect(text.length).toBeGreaterThan(40);
  });

  it.each(MISTAKES)("%s", (_, pattern) => {
    expect(texts.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it("and each court is sent its own form", () => {
    for (const { name, text } of everyRoute()) {
      if (name.startsWith("PAYMENT_INJUNCTION")) {
        expect(text.includes("12948")).toBe(name.endsWith("TRIBUNAL_JUDICIAIRE"));
        expect(text.includes("12946")).toBe(!name.endsWith("TRIBUNAL_JUDICIAIRE"));
      }
    }
  });
});

describe("no letter threatens", () => {
  it.each(THREATS)("with %s", (_, pattern) => {
    expect(
      everyLetter()
        .filter(({ text }) => pattern.test(text))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it("by its own list of forbidden wordings", () => {
    for (const { text } of everyLetter()) expect(findForbiddenWording(text)).toEqual([]);
  });
});

describe("the sources of this chapter", () => {
  it("name neither a former officer nor a wrong rate", () => {
    const folder = new URL("../../../src/domain/legal/", import.meta.url);
    const files = readdirSync(folder).filter((file) => file !== "forbiddenWording.ts");
    expect(files.length).toBeGreaterThan(25);
    for (const file of files) {
      const text = readFileSync(new URL(file, folder), "utf8");
      expect(text, file).not.toMatch(/huissier|12[,.]47|4[\s_.]?000 €/i);
    }
  });
});

describe("a text written by a person", () => {
  it.each([
    "Sans règlement, nous porterons plainte.",
    "Vous serez inscrit sur un fichier de mauvais payeurs.",
    "Un huissier passera chez vous.",
    "Nous ferons saisir vos comptes.",
    "Payez immédiatement !",
    "Cette lettre interrompt la prescription.",
    "Des frais de relance de 15 € seront ajoutés.",
    "Votre employeur sera informé.",
    "Ceci vaut commandement de payer.",
  ])("is refused: %s", (text) => {
    expect(findForbiddenWording(text).length).toBeGreaterThan(0);
  });

  it("is left alone when it is firm and lawful", () => {
    const text =
      "Sans règlement de votre part sous huit jours, nous demanderons en justice le paiement de cette somme.";
    expect(findForbiddenWording(text)).toEqual([]);
  });

  it("is told why, with an article", () => {
    for (const wording of FORBIDDEN_WORDINGS) {
      expect(wording.sentence.length).toBeGreaterThan(20);
      expect(wording.article).not.toBe("");
    }
  });
});

it("a recommendation always ends with the same caution", () => {
  const facts = {
    on: localDate("2026-11-22"),
    debtorKind: "B2B",
    debtorActivity: "COMMERCIAL",
    debtorCountry: "FRANCE",
    principalAndInterestCents: 1n,
    totalDueCents: 1n,
    hasInsolvency: true,
    daysToLimitation: 1,
    hasSeriousDispute: true,
    formalNotice: "NOT_SENT",
    documents: {
      hasOrderOrContract: false,
      hasDeliveryProof: false,
      hasInvoices: false,
      hasReminders: false,
      hasFormalNoticeReceipt: false,
      hasStatement: false,
    },
    isDebtorTalking: false,
    hasDebtorRefused: false,
    wantsQuickTitle: false,
  } as const;
  expect(courtRoute(facts).disclaimer).toContain("Ceci n’est pas un conseil juridique");
  expect(courtRoute(facts).missingDocuments).toHaveLength(6);
});
