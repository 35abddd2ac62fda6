/** What an instalment agreement is made from. */
import type { LocalDate } from "../calendar";
import type { Instalment } from "./instalmentPlan";

export interface AgreementFacts {
  creditor: { name: string; identity: string };
  debtorName: string;
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
