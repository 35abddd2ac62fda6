/** Which step is proposed for which claim: the order of the rules is the point. */

import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { competentCourt } from "@/domain/legal/competentCourt";
import { type CourtRouteFacts, courtRoute } from "@/domain/legal/courtRoute";
import { COURT_ROUTE_KINDS } from "@/domain/legal/courtRouteSheets";
import { injunctionDeadlines } from "@/domain/legal/paymentInjunction";

const on = localDate("2026-11-22");
const documents = {
  hasOrderOrContract: true,
  hasDeliveryProof: true,
  hasInvoices: true,
  hasReminders: true,
  hasFormalNoticeReceipt: true,
  hasStatement: true,
};
const facts = (change: Partial<CourtRouteFacts> = {}): CourtRouteFacts => ({
  on,
  debtorKind: "B2B",
  debtorActivity: "COMMERCIAL",
  debtorCountry: "FRANCE",
  courtCity: "Lyon",
  principalAndInterestCents: 320_000n,
  totalDueCents: 324_000n,
  hasInsolvency: false,
  daysToLimitation: 900,
  hasSeriousDispute: false,
  formalNotice: "DELAY_OVER",
  documents,
  isDebtorTalking: false,
  hasDebtorRefused: false,
  wantsQuickTitle: false,
  ...change,
});
const route = (change: Partial<CourtRouteFacts> = {}) => courtRoute(facts(change));
const noProof = { documents: { ...documents, hasDeliveryProof: false } };

describe("the proposed route", () => {
  it.each([
    ["an undisputed business claim", {}, "PAYMENT_INJUNCTION"],
    ["a consumer claim", { debtorKind: "B2C", debtorActivity: "CIVIL" }, "PAYMENT_INJUNCTION"],
    [
      "an insolvent debtor, before anything else",
      { hasInsolvency: true, daysToLimitation: 3 },
      "CLAIM_DECLARATION",
    ],
    ["a public buyer, even late", { debtorKind: "PUBLIC", daysToLimitation: 30 }, "PUBLIC_ESCALATION"],
    [
      "119 days left, even disputed",
      { daysToLimitation: 119, hasSeriousDispute: true },
      "INTERRUPT_LIMITATION",
    ],
    ["120 days left", { daysToLimitation: 120 }, "PAYMENT_INJUNCTION"],
    ["today is the last day", { daysToLimitation: 0 }, "INTERRUPT_LIMITATION"],
    ["the period is over", { daysToLimitation: -1 }, "TIME_BARRED"],
    ["a case stops the period", { daysToLimitation: undefined }, "PAYMENT_INJUNCTION"],
    [
      "a serious dispute, even without notice",
      { hasSeriousDispute: true, formalNotice: "NOT_SENT" },
      "MEDIATION",
    ],
    ["no formal notice, even without proof", { formalNotice: "NOT_SENT", ...noProof }, "FORMAL_NOTICE"],
    ["its delay still running", { formalNotice: "DELAY_RUNNING" }, "WAIT"],
    ["no proof of delivery", noProof, "COMPLETE_FILE"],
    ["a debtor in the Union", { debtorCountry: "EU", isDebtorTalking: true }, "EUROPEAN_ORDER"],
    ["a debtor beyond it", { debtorCountry: "OTHER" }, "FOREIGN_LAWYER"],
    ["a small claim and a debtor who answers", { isDebtorTalking: true }, "SMALL_CLAIMS"],
    [
      "a small claim already refused",
      { isDebtorTalking: true, hasDebtorRefused: true },
      "PAYMENT_INJUNCTION",
    ],
    ["5 000 € exactly", { isDebtorTalking: true, principalAndInterestCents: 500_000n }, "SMALL_CLAIMS"],
    ["one cent more", { isDebtorTalking: true, principalAndInterestCents: 500_001n }, "PAYMENT_INJUNCTION"],
    ["a large claim in a hurry", { wantsQuickTitle: true, totalDueCents: 1_000_001n }, "SUMMARY_PROCEEDINGS"],
    ["10 000 € in a hurry", { wantsQuickTitle: true, totalDueCents: 1_000_000n }, "PAYMENT_INJUNCTION"],
  ] as const)("for %s", (_, change, expected) => {
    const { principalAndInterestCents, ...rest } = { principalAndInterestCents: undefined, ...change };
    const small = principalAndInterestCents ?? 320_000n;
    expect(route({ ...rest, principalAndInterestCents: small }).kind).toBe(expected);
  });

  it("names the form of the court that is seised", () => {
    expect(route().form).toContain("12946");
    expect(route({ debtorActivity: "CIVIL" }).form).toContain("12948");
    expect(route({ isAlsaceMoselle: true }).form).toContain("12948");
  });

  it("names no court before there is a suit", () => {
    expect(route().court?.name).toBe("tribunal des activités économiques de Lyon");
    expect(route({ formalNotice: "NOT_SENT" }).court).toBeUndefined();
    expect(route({ isDebtorTalking: true }).court).toBeUndefined();
  });

  it("asks for a lawyer at a hearing above 10 000 € only", () => {
    const hurry = { wantsQuickTitle: true, totalDueCents: 1_000_001n };
    expect(route(hurry).isLawyerMandatory).toBe(true);
    expect(route({ totalDueCents: 2_000_000n }).isLawyerMandatory).toBe(false);
    expect(route({ hasSeriousDispute: true, totalDueCents: 1_000_000n }).isLawyerMandatory).toBe(false);
    expect(route({ hasSeriousDispute: true, totalDueCents: 1_000_001n }).isLawyerMandatory).toBe(true);
  });

  it("recalls the amicable attempt up to 5 000 € before the tribunal judiciaire only", () => {
    const notesOf = (change: Partial<CourtRouteFacts>) =>
      route({ hasSeriousDispute: true, ...change }).notes.join();
    expect(notesOf({ debtorActivity: "CIVIL" })).toContain("750-1");
    expect(notesOf({})).not.toContain("750-1");
    expect(notesOf({ debtorActivity: "CIVIL", totalDueCents: 500_001n })).not.toContain("750-1");
  });

  it("warns that a tiny stake may cost more than it brings", () => {
    expect(route({ totalDueCents: 14_999n }).notes.join()).toContain("dépasser l’enjeu");
    expect(route({ totalDueCents: 15_000n }).notes).toEqual([]);
  });

  it("lists the documents that are missing", () => {
    expect(route().missingDocuments).toEqual([]);
    expect(route(noProof).missingDocuments).toEqual(["Preuve de livraison ou d’exécution"]);
  });

  it("follows thresholds an administrator changed", () => {
    const thresholds = {
      smallClaimsCents: 1_000_000n,
      amicableCents: 1_000_000n,
      lawyerCents: 1_000_000n,
      smallStakeCents: 0n,
      urgentDays: 30,
    };
    const change = { isDebtorTalking: true, principalAndInterestCents: 900_000n, daysToLimitation: 60 };
    expect(courtRoute(facts(change), thresholds).kind).toBe("SMALL_CLAIMS");
  });

  it("is never presented as legal advice", () => {
    expect(COURT_ROUTE_KINDS).toHaveLength(13);
    expect(route().disclaimer).toContain("n’est pas un conseil juridique");
  });
});

describe("the competent court", () => {
  it.each([
    [{ debtorActivity: "COMMERCIAL", courtCity: "Le Havre" }, "tribunal des activités économiques du Havre"],
    [{ debtorActivity: "COMMERCIAL", courtCity: "Avignon" }, "tribunal des activités économiques d’Avignon"],
    [{ debtorActivity: "COMMERCIAL", courtCity: "Nantes" }, "tribunal de commerce de Nantes"],
    [{ debtorActivity: "COMMERCIAL", courtCity: "Angers" }, "tribunal de commerce d’Angers"],
    [{ debtorActivity: "COMMERCIAL" }, "tribunal de commerce du siège ou du domicile du débiteur"],
    [{ debtorActivity: "CIVIL", courtCity: "Lyon" }, "tribunal judiciaire de Lyon"],
    [
      { debtorActivity: "COMMERCIAL", courtCity: "Strasbourg", isAlsaceMoselle: true },
      "chambre commerciale du tribunal judiciaire de Strasbourg",
    ],
  ] as const)("of %j", (search, name) => {
    expect(competentCourt({ ...search, on }).name).toBe(name);
  });

  it("is a tribunal de commerce again once the experiment is over", () => {
    const search = { debtorActivity: "COMMERCIAL", courtCity: "Lyon" } as const;
    const kindOn = (day: string) => competentCourt({ ...search, on: localDate(day) }).kind;
    expect(kindOn("2024-12-31")).toBe("TRIBUNAL_DE_COMMERCE");
    expect(kindOn("2025-01-01")).toBe("TRIBUNAL_ACTIVITES_ECONOMIQUES");
    expect(kindOn("2028-12-31")).toBe("TRIBUNAL_ACTIVITES_ECONOMIQUES");
    expect(kindOn("2029-01-01")).toBe("TRIBUNAL_DE_COMMERCE");
  });
});

describe("a payment injunction", () => {
  it("is served within three months since the reform, six before", () => {
    expect(injunctionDeadlines(localDate("2026-04-01")).serveByOn).toBe("2026-07-01");
    expect(injunctionDeadlines(localDate("2026-03-31")).serveByOn).toBe("2026-09-30");
  });

  it("leaves a month to oppose, then may be enforced after two", () => {
    const served = injunctionDeadlines(localDate("2026-05-04"), localDate("2026-06-10"));
    expect(served).toMatchObject({ opposeByOn: "2026-07-10", enforceFromOn: "2026-08-10" });
    expect(injunctionDeadlines(localDate("2026-05-04")).opposeByOn).toBeUndefined();
  });
});
