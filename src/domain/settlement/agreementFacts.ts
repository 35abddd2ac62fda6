/** What an instalment agreement is made from. */
import type { LocalDate } from "../calendar";
import type { Instalment } from "./instalmentPlan";

export interface AgreementFacts {
  creditor: {
    name: string;
    identity: string;
    signatory: string;
    /** The account confirmed, grouped by four; null when there is none. */
    iban: string | null;
  };
  debtorName: string;
  /** `Conserverie Le Guen, SIREN 487 195 034, 22 rue du Port, 56170 Quiberon`: what is known of it. */
  debtorIdentity: string;
  /** In which the debtor is written to. */
  language: "fr" | "en";
  /** As typed behind the link. */
  signerName: string;
  acknowledgedOn: LocalDate;
  agreedOn: LocalDate;
  invoices: readonly { number: string; issuedOn: LocalDate; dueOn: LocalDate; balanceCents: bigint }[];
  schedule: readonly Instalment[];
  graceDays: number;
}
