/** The letter says what the law asks for this debtor and this author, and adds up. */

import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { formalNotice } from "@/domain/legal/formalNotice";
import type { FormalNoticeInput, NoticeSectionKey } from "@/domain/legal/formalNoticeInput";
import { lintFormalNotice } from "@/domain/legal/lintFormalNotice";
import { sumCents } from "@/domain/money";
import { lateInvoice, statementOf } from "../../support/claims";
import { ACCOUNTANT, noticeFor, THIRD_PARTY, textsOf } from "../../support/formalNotices";

function section(input: FormalNoticeInput, key: NoticeSectionKey): string {
  const found = formalNotice(input).sections.find((section) => section.key === key);
  return found?.paragraphs.join("\n") ?? "";
}

describe.each(DEBTOR_KINDS)("a notice to %s", (kind) => {
  const input = noticeFor(kind);
  const notice = formalNotice(input);

  it("is lawful as it stands", () => {
    expect(lintFormalNotice(input).filter((finding) => finding.severity === "block")).toEqual([]);
  });

  it("adds up to the sum it demands", () => {
    expect(sumCents(notice.rows.map((row) => row.amountCents))).toBe(notice.totalCents);
    expect(notice.totalCents).toBe(input.statement.totalDueCents);
  });

  it("claims the 40 € from those who owe it only", () => {
    const isOwed = kind === "B2B" || kind === "PUBLIC";
    expect(textsOf(notice).some((text) => /indemnité forfaitaire/i.test(text))).toBe(isOwed);
  });

  it("is typeset: no straight apostrophe, no plain space before double punctuation", () => {
    for (const text of textsOf(notice)) expect(text).not.toMatch(/'| [:;!?»€%]|« /);
  });

  it("has each part that makes a formal notice", () => {
    const keys = notice.sections.map((section) => section.key);
    for (const key of [
      "FACTS",
      "STATEMENT",
      "DEMAND",
      "PAYMENT",
      "CONSEQUENCES",
      "LEGAL_REFERENCE",
      "CONTACT",
    ]) {
      expect(keys).toContain(key);
    }
  });
});

describe("the demand", () => {
  it("names the sum, the delay and the interest of each day", () => {
    const demand = section(noticeFor("B2B"), "DEMAND");
    expect(demand).toContain("Nous vous mettons en demeure de payer la somme de 1\u00a0272,75\u00a0€");
    expect(demand).toContain("dans un délai de huit jours à compter de la première présentation");
    expect(demand).toContain(
      "au taux de 12,00\u00a0% l’an, soit 0,39\u00a0€ par jour à compter du 23\u00a0novembre\u00a02026",
    );
  });

  it("leaves fifteen days to those who are not in business, or what the user chose", () => {
    expect(section(noticeFor("B2C"), "DEMAND")).toContain("quinze jours");
    expect(section(noticeFor("B2B", { delayDays: 11 }), "DEMAND")).toContain("11 jours");
  });

  it("announces the legal interest a consumer will owe from this letter on", () => {
    const announcement = /lendemain de la première présentation/;
    expect(section(noticeFor("B2C"), "DEMAND")).toMatch(announcement);
    expect(section(noticeFor("B2B"), "DEMAND")).not.toMatch(announcement);
    const presented = lateInvoice({
      debtorKind: "B2C",
      policy: { kind: "B2C_LEGAL" },
      formalNoticePresentedOn: localDate("2026-10-01"),
    });
    const again = noticeFor("B2C", { statement: statementOf([presented]) });
    expect(section(again, "DEMAND")).not.toMatch(announcement);
    expect(section(again, "DEMAND")).toContain("2,75\u00a0%");
  });
});

describe("the legal reference", () => {
  it.each([
    ["B2B", "L.\u00a0441-10", "1231-6"],
    ["PUBLIC", "L.\u00a02192-13", "L.\u00a0441-10"],
    ["B2C", "1231-6", "L.\u00a0441-10"],
    ["NON_PRO", "1231-6", "L.\u00a0441-10"],
  ] as const)("to %s names %s, not %s", (kind, present, absent) => {
    const text = section(noticeFor(kind), "LEGAL_REFERENCE");
    expect(text).toContain("articles 1344 et suivants");
    expect(text).toContain(present);
    expect(text).not.toContain(absent);
  });
});

describe("the facts", () => {
  it("recall the order, the delivery, what was paid, and the reminders in order", () => {
    const events = [{ kind: "PAYMENT" as const, on: localDate("2026-09-10"), amountCents: 20_000n }];
    const text = section(noticeFor("B2B", { statement: statementOf([lateInvoice({ events })]) }), "FACTS");
    expect(text).toContain("devis n°\u00a012 accepté le 3 juillet 2026");
    expect(text).toContain("règlements sur le principal\u00a0: 200,00\u00a0€, reste dû 1\u00a0000,00\u00a0€");
    expect(text).toMatch(/2.septembre.2026 \(courriel\), 15.septembre.2026 \(appel\)/);
  });

  it("speak of several invoices, with as many fees", () => {
    const statement = statementOf([lateInvoice(), lateInvoice({ invoiceNumber: "F-2026-019" })]);
    const notice = formalNotice(noticeFor("B2B", { statement }));
    expect(notice.subject).toContain("factures n°\u00a0F-2026-018, F-2026-019");
    const fee = notice.rows.find((row) => row.label.includes("forfaitaire"));
    expect(fee?.label).toContain("2 × 40,00\u00a0€");
    expect(fee?.amountCents).toBe(8000n);
  });

  it("deduct what was already paid on interest and fee", () => {
    const events = [{ kind: "PAYMENT" as const, on: localDate("2026-09-30"), amountCents: 121_500n }];
    const notice = formalNotice(noticeFor("B2B", { statement: statementOf([lateInvoice({ events })]) }));
    expect(notice.rows.filter((row) => row.amountCents < 0n)).toHaveLength(2);
    expect(notice.totalCents).toBe(120_000n + 1223n + 4000n - 121_500n);
  });
});

describe("who writes", () => {
  it("is the creditor, whose identity stands at the foot", () => {
    const { footer } = formalNotice(noticeFor("B2B"));
    expect(footer).toContain("capital de 20\u00a0000\u00a0€");
    expect(footer).toContain("RCS\u00a0Nantes");
    expect(section(noticeFor("B2B"), "AUTHOR")).toBe("");
    expect(section(noticeFor("B2B"), "THIRD_PARTY")).toBe("");
  });

  it("is an accountant who names the client and the mandate", () => {
    const input = noticeFor("B2B", { author: ACCOUNTANT });
    expect(section(input, "AUTHOR")).toMatch(
      /au nom et pour le compte d’Atelier Brisset SARL en vertu du mandat du 10/,
    );
    expect(formalNotice(input).signature.at(-1)).toContain(
      "Cabinet Morvan, au nom et pour le compte d’Atelier",
    );
    expect(section(input, "THIRD_PARTY")).toBe("");
  });

  it("is a third party who says its trade, splits the sum and quotes L111-8", () => {
    const input = noticeFor("B2B", { author: THIRD_PARTY });
    expect(section(input, "AUTHOR")).toContain("exerce une activité de recouvrement amiable");
    expect(section(input, "AUTHOR")).toMatch(/réf\. RA-77 du 5.octobre.2026/);
    const text = section(input, "THIRD_PARTY");
    expect(text).toContain("principal 1\u00a0200,00\u00a0€, intérêts 32,75\u00a0€, accessoires 40,00\u00a0€");
    expect(text).toContain("Les frais de recouvrement entrepris sans titre exécutoire");
    expect(text).toContain("débiteur de mauvaise foi");
  });

  it("may send an amicable letter first, which demands nothing formally", () => {
    const input = noticeFor("B2C", { author: THIRD_PARTY, kind: "AMICABLE_FIRST_LETTER" });
    const texts = textsOf(formalNotice(input)).join("\n");
    expect(texts).not.toMatch(/mise en demeure|mettons en demeure|en justice/i);
    expect(texts).toContain("RECOUVREMENT AMIABLE");
    expect(texts).toContain("Nous vous demandons de payer");
  });
});

describe("the answer", () => {
  it("is invited, with a conciliator for a consumer and never the consumer mediator", () => {
    const text = section(noticeFor("B2C"), "CONTACT");
    expect(text).toContain("compta@brisset.example");
    expect(text).toContain("conciliateur de justice");
    expect(text).not.toMatch(/médiateur/);
    expect(section(noticeFor("B2B"), "CONTACT")).toContain("médiateur des entreprises");
  });

  it("goes by post when there is neither e-mail nor telephone", () => {
    expect(section(noticeFor("B2B", { contact: {} }), "CONTACT")).toContain("4 rue des Halles");
  });

  it("comes with the privacy notice for a natural person", () => {
    expect(section(noticeFor("B2C"), "PRIVACY")).toContain("CNIL");
    expect(section(noticeFor("B2B"), "PRIVACY")).toBe("");
  });
});
