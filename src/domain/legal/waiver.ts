/**
 * Giving up late interest or the flat fee. A business creditor may, as a commercial gesture; towards
 * a public buyer any waiver is void (C. com. publ. L2192-14), so it is refused.
 */
import type { LocalDate } from "../calendar";
import { DomainError } from "../invariant";
import { minCents, sumCents } from "../money";
import { typeset } from "../typography";
import type { DebtorKind } from "./debtorKind";

/** One gesture on one invoice, with its day: a statement of an earlier day does not know it. */
export interface Waiver {
  readonly on: LocalDate;
  readonly penaltyCents: bigint;
  readonly flatFeeCents: bigint;
}

/** The two sums that may be waived: interest and flat fee. The principal never is; that is a credit note. */
export interface Waivable {
  readonly penaltyCents: bigint;
  readonly flatFeeCents: bigint;
}

export const PUBLIC_WAIVER_REFUSAL = typeset(
  "Envers un acheteur public, renoncer aux intérêts moratoires ou à l’indemnité est sans effet : toute renonciation est réputée non écrite (art. L. 2192-14 du code de la commande publique).",
);

/** True when the creditor may give up something. */
export function mayWaive(kind: DebtorKind): boolean {
  return kind !== "PUBLIC";
}

/** @throws DomainError `WAIVER_PUBLIC` or `WAIVER` (a negative sum), in French */
export function assertWaivable(kind: DebtorKind, waivers: readonly Waiver[] = []): void {
  if (waivers.length > 0 && !mayWaive(kind)) {
    throw new DomainError("WAIVER_PUBLIC", PUBLIC_WAIVER_REFUSAL, "waivers");
  }
  if (waivers.some((waiver) => waiver.penaltyCents < 0n || waiver.flatFeeCents < 0n)) {
    throw new DomainError("WAIVER", "Une remise n’est jamais négative.", "waivers");
  }
}

/**
 * What is waived on a day. A debtor who pays after the gesture has paid: the waiver then counts for
 * what is left, never for more than is owed.
 *
 * @param left owed on that day, payments deducted
 */
export function waivedOf(waivers: readonly Waiver[] | undefined, on: LocalDate, left: Waivable): Waivable {
  const given = (waivers ?? []).filter((waiver) => waiver.on <= on);
  return {
    penaltyCents: minCents(left.penaltyCents, sumCents(given.map((waiver) => waiver.penaltyCents))),
    flatFeeCents: minCents(left.flatFeeCents, sumCents(given.map((waiver) => waiver.flatFeeCents))),
  };
}
