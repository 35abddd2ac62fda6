/** What an address asks of the calculator, and either the statement or everything that is wrong. */
import { rates } from "@/context/rates";
import type { LocalDate } from "@/domain/calendar";
import { InputError, type RawFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import type { InvoiceStatement } from "@/domain/legal/invoiceClaim";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import {
  type Calculation,
  calculationFields,
  claimOf,
  readCalculation,
} from "@/domain/legal/penaltyCalculation";

export interface Attempt {
  /** Beside their fields. */
  errors: Record<string, string>;
  /** About the whole: a rate that is not published. */
  problem: string;
  result: { calculation: Calculation; statement: InvoiceStatement; address: string } | null;
}

/** Nothing was asked yet. */
export const NO_ATTEMPT: Attempt = { errors: {}, problem: "", result: null };

/** Computes what the fields ask. Never throws for what a person typed. */
export function attemptCalculation(raw: RawFields, today: LocalDate): Attempt {
  try {
    const calculation = readCalculation(raw, today);
    const statement = statementOfInvoice(claimOf(calculation), calculation.statedOn, rates);
    const address = `/calculateur?${new URLSearchParams(calculationFields(calculation))}`;
    return { errors: {}, problem: "", result: { calculation, statement, address } };
  } catch (error) {
    if (error instanceof InputError) {
      const errors = Object.fromEntries(error.errors.map(({ field, message }) => [field, message]));
      return { errors, problem: "", result: null };
    }
    if (error instanceof DomainError) return { errors: {}, problem: error.message, result: null };
    throw error;
  }
}

/** The values of an address, one a name. */
export function rawSearch(
  search: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) => {
      const one = Array.isArray(value) ? value[0] : value;
      return one === undefined ? [] : [[name, one.slice(0, 100)]];
    }),
  );
}
