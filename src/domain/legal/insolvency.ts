/**
 * Collective procedures (sauvegarde, redressement, liquidation): the debtor may no longer pay
 * earlier claims, the creditor may no longer ask; the claim is declared instead.
 */
import { addDays, addMonths, type LocalDate } from "../calendar";
import { formatDate } from "../dateText";
import { typeset } from "../typography";

export const INSOLVENCY_KINDS = ["SAUVEGARDE", "REDRESSEMENT", "LIQUIDATION"] as const;
export type InsolvencyKind = (typeof INSOLVENCY_KINDS)[number];

export interface Insolvency {
  readonly kind: InsolvencyKind;
  /** Day of the opening judgment; it takes effect at 0 h (R621-4). */
  readonly openedOn: LocalDate;
  /** Publication in the BODACC, when known: the time limits run from it. */
  readonly publishedOn?: LocalDate | undefined;
  /** The creditor lives outside metropolitan France and the procedure opened there. */
  readonly isCreditorOverseas?: boolean | undefined;
}

/** What a creditor must do and until when. */
export interface InsolvencyDeadlines {
  /** Last day that bears interest: the day before the judgment (L622-28, R621-4). */
  readonly interestStopsAfterOn: LocalDate;
  /** Last day to declare the claim, undefined until the publication is known. */
  readonly declareByOn: LocalDate | undefined;
  /** Last day to ask relief when that day was missed (L622-26). */
  readonly reliefByOn: LocalDate | undefined;
  /** Last day to claim goods sold under retention of title (L624-9). */
  readonly reclaimGoodsByOn: LocalDate | undefined;
  readonly sentence: string;
  readonly article: string;
}

/** Whom the declaration goes to. */
const RECIPIENTS: Record<InsolvencyKind, string> = {
  SAUVEGARDE: "au mandataire judiciaire",
  REDRESSEMENT: "au mandataire judiciaire",
  LIQUIDATION: "au liquidateur",
};

/** What the declaration must hold and what goes with it (L622-25, R622-23), in French. */
export const DECLARATION_CONTENT: readonly string[] = [
  "Le montant dû au jour du jugement, toutes taxes comprises",
  "Les sommes à échoir et leurs dates d’échéance",
  "La nature de la créance et son privilège éventuel",
  "Le mode de calcul des intérêts, arrêtés à la veille du jugement",
  "Les factures, le contrat ou le devis accepté, la preuve de livraison",
  "Le décompte arrêté à la veille du jugement et la mise en demeure",
  "Le pouvoir du signataire, s’il n’est pas le représentant légal",
];

/**
 * The deadlines of a procedure. Months run from day to day; a last day that falls on a closed day
 * is not moved, which leaves a margin.
 */
export function insolvencyDeadlines(insolvency: Insolvency): InsolvencyDeadlines {
  const { kind, openedOn, publishedOn } = insolvency;
  const months = insolvency.isCreditorOverseas ? 4 : 2;
  const after = (count: number) => (publishedOn === undefined ? undefined : addMonths(publishedOn, count));
  const declareByOn = after(months);
  const limit =
    declareByOn === undefined
      ? `dans les ${months} mois de la publication du jugement au BODACC`
      : `au plus tard le ${formatDate(declareByOn)}`;
  return {
    interestStopsAfterOn: addDays(openedOn, -1),
    declareByOn,
    reliefByOn: after(6),
    reclaimGoodsByOn: after(3),
    sentence: typeset(
      `Déclarez la créance ${RECIPIENTS[kind]} ${limit}. Toute relance des factures antérieures est arrêtée : le débiteur n’a plus le droit de les payer.`,
    ),
    article: typeset("art. L. 622-7, L. 622-24, R. 622-24 et L. 622-28 du code de commerce"),
  };
}

/**
 * True when the invoice may not be chased any more. The judgment takes effect at 0 h of its day
 * (R621-4): a supply of that day or later stays payable at its due date (L622-17). An unknown date
 * of performance is held to be earlier.
 */
export function isFrozenByInsolvency(
  insolvency: Pick<Insolvency, "openedOn">,
  performedOn: LocalDate | undefined,
): boolean {
  return performedOn === undefined || performedOn < insolvency.openedOn;
}
