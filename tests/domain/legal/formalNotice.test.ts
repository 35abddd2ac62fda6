/** The letter says what the law asks for this debtor and this author, and adds up. */

import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { formalNotice } from "@/domain/legal/formalNotice";
import type { NoticeSectionKey } from "@/domain/legal/formalNoticeContent";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
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
    const { rows, totalCents } = notice.statement;
    expect(sumCents(rows.map((row) => row.amountCents))).toBe(totalCents);
    expect(totalCents).toBe(input.statement.totalDueCents);
    expect(notice.payment.amountCents).toBe(totalCents);
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
    for (const key of ["FACTS", "DEMAND", "PAYMENT", "CONSEQUENCES", "CONTACT"]) {
      expect(keys).toContain(key);
    }
  });
});

describe("the demand", () => {
  it("names the sum, the delay and the interest of each day", () => {
    expect(section(noticeFor("B2B"), "DEMAND")).toBe(
      "Nous vous mettons en demeure de payer la somme de 1\u00a0272,75\u00a0€ dans un délai de huit jours à compter de la première présentation de cette lettre.",
    );
    expect(section(noticeFor("B2B"), "FURTHER_INTEREST")).toContain(
      "les pénalités de retard au taux de 12,00\u00a0% l’an, soit 0,39\u00a0€ par jour à compter du 23\u00a0novembre\u00a02026",
    );
  });

  it("leaves fifteen days to those who are not in business, or what the user chose", () => {
    expect(section(noticeFor("B2C"), "DEMAND")).toContain("quinze jours");
    expect(section(noticeFor("B2B", { delayDays: 11 }), "DEMAND")).toContain("11 jours");
  });

  it("announces the legal interest a consumer will owe from this letter on", () => {
    const announcement = /lendemain de la première présentation/;
    expect(section(noticeFor("B2C"), "FURTHER_INTEREST")).toMatch(announcement);
    expect(section(noticeFor("B2B"), "FURTHER_INTEREST")).not.toMatch(announcement);
    const presented = lateInvoice({
      debtorKind: "B2C",
      policy: { kind: "B2C_LEGAL" },
      formalNoticePresentedOn: localDate("2026-10-01"),
    });
    const again = noticeFor("B2C", { statement: statementOf([presented]) });
    expect(section(again, "FURTHER_INTEREST")).not.toMatch(announcement);
    expect(section(again, "FURTHER_INTEREST")).toContain("2,75\u00a0%");
  });
});

describe("the legal reference", () => {
  it.each([
    ["B2B", "L.\u00a0441-10", "1231-6"],
    ["PUBLIC", "L.\u00a02192-13", "L.\u00a0441-10"],
    ["B2C", "1231-6", "L.\u00a0441-10"],
    ["NON_PRO", "1231-6", "L.\u00a0441-10"],
  ] as const)("to %s names %s, not %s", (kind, present, absent) => {
    const text = section(noticeFor(kind), "CONSEQUENCES");
    expect(text).toContain("articles 1344 et suivants");
    expect(text).toContain(present);
    expect(text).not.toContain(absent);
  });
});

describe("the facts", () => {
  const paid = (...amounts: number[]) =>
    amounts.map((cents, index) => ({
      kind: "PAYMENT" as const,
      on: localDate(`2026-09-${10 + index}`),
      amountCents: BigInt(cents),
    }));
  const factsOf = (change: Parameters<typeof lateInvoice>[0], rest: Partial<FormalNoticeInput> = {}) =>
    section(noticeFor("B2B", { statement: statementOf([lateInvoice(change)]), ...rest }), "FACTS");

  it("recall the order, the delivery, what was paid, and the reminders by channel", () => {
    expect(factsOf({ events: paid(20_000) })).toBe(
      "La facture n°\u00a0F-2026-018 du 1er\u00a0août\u00a02026, de 1\u00a0200,00\u00a0€ TTC (devis n°\u00a012 accepté le 3 juillet 2026, livraison ou exécution le 30\u00a0juillet\u00a02026), était payable le 31\u00a0août\u00a02026. Vous avez réglé 200,00\u00a0€ le 10\u00a0septembre\u00a02026. Sauf erreur de notre part, le solde de 1\u00a0000,00\u00a0€ reste impayé malgré notre courriel du 2\u00a0septembre\u00a02026 et notre appel du 15\u00a0septembre\u00a02026.",
    );
  });

  it("say nothing of reminders when there were none", () => {
    expect(factsOf({}, { previousContacts: [] })).toMatch(/elle reste impayée\.$/);
  });

  it("add up payments and credit notes when there are many", () => {
    const text = factsOf({
      events: [
        ...paid(1000, 2000, 3000, 4000),
        { kind: "CREDIT_NOTE", on: localDate("2026-09-03"), amountCents: 5000n, effect: "RETRO" },
      ],
    });
    expect(text).toContain("Un avoir de 50,00\u00a0€ du 3\u00a0septembre\u00a02026 en a été déduit.");
    expect(text).toContain("Vous avez fait 4 règlements, soit 100,00\u00a0€ au total.");
  });

  it("say what went to accessories, and when only accessories are left", () => {
    const text = factsOf({ events: paid(121_500) });
    expect(text).toContain(
      "1\u00a0215,00\u00a0€ le 10\u00a0septembre\u00a02026, dont 4,08\u00a0€ sur les pénalités de retard et 10,92\u00a0€ sur l’indemnité forfaitaire.",
    );
    expect(text).toContain("Elle a été réglée après son échéance");
  });

  it("gather the reminders of a channel, each day once, and count them when there are many", () => {
    const on = (day: string, channel: "EMAIL" | "CALL") => ({ on: localDate(day), channel });
    const contacts = [on("2025-12-30", "EMAIL"), on("2026-01-09", "EMAIL"), on("2026-01-09", "EMAIL")];
    expect(factsOf({}, { previousContacts: [...contacts, on("2026-02-01", "CALL")] })).toContain(
      "nos courriels des 30\u00a0décembre\u00a02025 et 9\u00a0janvier\u00a02026 et notre appel du 1er\u00a0février\u00a02026",
    );
    const many = [1, 2, 3, 4, 5, 6, 7].map((day) => on(`2026-10-0${day}`, "EMAIL"));
    expect(factsOf({}, { previousContacts: many })).toContain(
      "malgré nos 7 relances du 1er\u00a0octobre\u00a02026 au 7\u00a0octobre\u00a02026, énumérées au décompte joint",
    );
  });

  it("list several invoices in a table, with as many fees", () => {
    const statement = statementOf([
      lateInvoice({ events: paid(20_000) }),
      lateInvoice({ invoiceNumber: "F-2026-019" }),
    ]);
    const notice = formalNotice(noticeFor("B2B", { statement }));
    expect(notice.subject.detail).toBe("Factures n°\u00a0F-2026-018 et F-2026-019");
    expect(section(noticeFor("B2B", { statement }), "FACTS")).toContain("les 2 factures suivantes");
    expect(notice.invoices.map((row) => [row.totalCents, row.deductedCents, row.balanceCents])).toEqual([
      [120_000n, 20_000n, 100_000n],
      [120_000n, 0n, 120_000n],
    ]);
    const fee = notice.statement.rows.find((row) => row.label.includes("forfaitaire"));
    expect(fee?.note).toContain("2 × 40,00\u00a0€");
    expect(fee?.amountCents).toBe(8000n);
  });

  it("send to the detailed statement for many invoices", () => {
    const many = Array.from({ length: 7 }, (_, index) =>
      lateInvoice({ invoiceNumber: `F-${index}`, dueOn: localDate(`2026-08-1${index}`) }),
    );
    const input = noticeFor("B2B", { statement: statementOf(many) });
    const notice = formalNotice(input);
    expect(notice.invoices).toEqual([]);
    expect(notice.subject.detail).toBe("7 factures, énumérées au décompte joint");
    expect(section(input, "FACTS")).toContain(
      "les 7 factures énumérées au décompte joint, échues du 10\u00a0août\u00a02026 au 16\u00a0août\u00a02026,",
    );
    expect(notice.statement.rows.map((row) => row.label)).toEqual([
      "Principal, soldes TTC",
      "Pénalités de retard",
      "Indemnité forfaitaire",
    ]);
  });

  it("deduct what was already paid on interest and fee", () => {
    const events = [{ kind: "PAYMENT" as const, on: localDate("2026-09-30"), amountCents: 121_500n }];
    const { statement } = formalNotice(
      noticeFor("B2B", { statement: statementOf([lateInvoice({ events })]) }),
    );
    expect(statement.rows.filter((row) => row.amountCents < 0n)).toHaveLength(2);
    expect(statement.totalCents).toBe(120_000n + 1223n + 4000n - 121_500n);
  });
});

describe("how the letter travels", () => {
  it("is said with its number, grouped as on the receipt", () => {
    const { references } = formalNotice(noticeFor("B2B", { trackingNumber: "1a04787720243" }));
    expect(references[0]).toEqual({
      label: "Lettre recommandée avec avis de réception",
      value: "n°\u00a01A\u00a0047\u00a0877\u00a02024\u00a03",
    });
  });

  it("is said without a number while there is none", () => {
    const { references } = formalNotice(noticeFor("B2B", { channel: "LRE" }));
    expect(references[0]).toEqual({ label: "Envoi", value: "Lettre recommandée électronique" });
  });
});

describe("a plain reminder", () => {
  const input = noticeFor("B2B", { kind: "REMINDER", channel: "SIMPLE" });

  it("asks, and announces a formal notice without being one", () => {
    const texts = textsOf(formalNotice(input)).join("\n");
    expect(texts).toContain("Nous vous demandons de payer la somme");
    expect(texts).toContain("à compter de la réception de cette lettre");
    expect(texts).toContain("nous vous adresserons une mise en demeure");
    expect(texts).not.toMatch(/mettons en demeure|vaut mise en demeure|en justice|première présentation/i);
  });

  it("does not start the interest of a consumer", () => {
    const consumer = noticeFor("B2C", { kind: "REMINDER", channel: "SIMPLE" });
    expect(section(consumer, "FURTHER_INTEREST")).toBe("");
  });
});

describe("who writes", () => {
  it("is the creditor, whose identity stands at the head and at the foot", () => {
    const { footer, sender } = formalNotice(noticeFor("B2B"));
    expect(sender).toEqual([
      {
        name: "Atelier Brisset",
        lines: [
          "SARL au capital de 20\u00a0000\u00a0€",
          "4 rue des Halles, 44000\u00a0Nantes",
          "732\u00a0829\u00a0320 RCS\u00a0Nantes",
          "02\u00a061\u00a091\u00a001\u00a040",
          "compta@brisset.example",
        ],
      },
    ]);
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
    expect(formalNotice(input).signature).toEqual([
      "Anne Brisset, gérante",
      "Cabinet Morvan, pour Atelier Brisset SARL",
    ]);
    expect(section(input, "THIRD_PARTY")).toBe("");
    expect(formalNotice(input).sender.map((block) => block.name)).toEqual([
      "Cabinet Morvan",
      "Atelier Brisset",
    ]);
  });

  it("is a sole trader, who has no capital and says « EI »", () => {
    const creditor = { legalForm: "EI", legalName: "Anne Brisset", shareCapitalCents: null, rcsCity: null };
    const input = noticeFor("B2B", { creditor: { ...noticeFor("B2B").creditor, ...creditor } });
    expect(formalNotice(input).sender[0]?.lines.slice(0, 3)).toEqual([
      "EI",
      "4 rue des Halles, 44000\u00a0Nantes",
      "SIREN 732\u00a0829\u00a0320",
    ]);
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
