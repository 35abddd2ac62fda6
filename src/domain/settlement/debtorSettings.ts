/** What a company shows behind its links and what it lets its debtors ask. */
import { DomainError } from "../invariant";

export interface DebtorSettings {
  /** The link of one message shows every open invoice of the client. */
  isSpaceOpen: boolean;
  /** Where the creditor takes cards; null: transfers only. */
  cardPaymentUrl: string | null;
  /** Furthest day a debtor may promise, counted from today. */
  longestPromiseDays: number;
  /** Most instalments of a schedule; below 2, schedules are not offered. */
  maxInstalments: number;
  /** Furthest last instalment, counted from today. */
  longestPlanDays: number;
  leastInstalmentCents: bigint;
}

/** What holds for a company that has decided nothing. */
export const DEFAULT_DEBTOR_SETTINGS: DebtorSettings = {
  isSpaceOpen: false,
  cardPaymentUrl: null,
  longestPromiseDays: 60,
  maxInstalments: 4,
  longestPlanDays: 120,
  leastInstalmentCents: 10_000n,
};

/**
 * The address of the creditor's own card payment page.
 *
 * @throws DomainError CARD_URL when it is not a plain https address
 */
export function parseCardPaymentUrl(text: string): string {
  const refusal = new DomainError(
    "CARD_URL",
    "Indiquez une adresse complète qui commence par https://, telle que votre banque la donne.",
  );
  if (text.length > 500 || !/^https:\/\/[^\s"'<>\\]+$/i.test(text)) throw refusal;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refusal;
  }
  // A name before the host, or an address without a dot, is how a lure looks.
  if (url.username !== "" || url.password !== "" || !url.hostname.includes(".")) throw refusal;
  return url.href;
}
