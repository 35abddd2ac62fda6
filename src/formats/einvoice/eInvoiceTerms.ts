/** Where an electronic invoice asks for something else than the settings of the company that issued it. */
import { formatRateBps } from "@/domain/money";
import { formatIban } from "@/domain/parties/iban";
import type { EInvoice } from "./eInvoice";
import type { SayDetail } from "./eInvoiceClient";
import { legalMentionsOf, type StatedPenalty } from "./legalMentions";

/** The company whose invoices are imported. */
export interface EInvoiceSeller {
  siren: string;
  vatNumber: string | null;
  iban: string | null;
  penalty: { kind: StatedPenalty["kind"] | "STATUTORY_B2B"; bps: number | null };
}

/** Says where the invoice states another penalty than the settings of the company, which are what counts here. */
export function sayPenalty(invoice: EInvoice, seller: EInvoiceSeller, say: SayDetail): void {
  const { penalty, penaltyText } = legalMentionsOf(invoice);
  const kept = "Les décomptes gardent la règle de vos réglages.";
  if (penaltyText !== "" && penalty === undefined) {
    say(
      "PENALTY",
      `Le taux de pénalités écrit sur cette facture ne se lit pas avec certitude. ${kept}`,
      penaltyText,
    );
  } else if (penalty && !isSamePenalty(penalty, seller.penalty)) {
    say("PENALTY", `Cette facture annonce ${penaltyWords(penalty)}. ${kept}`, penaltyText);
  }
}

/** Says where the invoice asks to be paid elsewhere than reminders will. */
export function sayPayment(invoice: EInvoice, seller: EInvoiceSeller, say: SayDetail): void {
  const iban = invoice.iban.replace(/\s/g, "").toUpperCase();
  if (iban !== "" && seller.iban !== null && iban !== seller.iban) {
    const own = `vos relances donneront le vôtre, ${formatIban(seller.iban)}`;
    say("IBAN", `Cette facture demande un virement vers un autre compte : ${own}.`, invoice.iban);
  }
  if (invoice.payeeName !== "" && invoice.payeeName !== invoice.seller.name) {
    const payee = invoice.payeeName.slice(0, 80);
    say(
      "PAYEE",
      `Cette facture se paie à ${payee} : vérifiez qu’elle n’est pas cédée avant de la relancer.`,
      payee,
    );
  }
}

function isSamePenalty(stated: StatedPenalty, { kind, bps }: EInvoiceSeller["penalty"]): boolean {
  // The rate of the law, article L441-10: that of the ECB and ten points more.
  if (kind === "STATUTORY_B2B") return stated.kind === "CONTRACT_ECB_PLUS" && stated.bps === 1_000;
  return stated.kind === kind && (stated.bps ?? 0) === (bps ?? 0);
}

function penaltyWords(penalty: StatedPenalty): string {
  switch (penalty.kind) {
    case "CONTRACT_FIXED":
      return `des pénalités de ${formatRateBps(penalty.bps)} par an`;
    case "CONTRACT_3X_LEGAL":
      return "des pénalités de trois fois le taux d’intérêt légal";
    case "CONTRACT_ECB_PLUS":
      return `des pénalités au taux de la BCE majoré de ${penalty.bps / 100} points`;
  }
}
