/** The columns of the tables that French banks export, known by their titles. */
import { comparisonKey } from "@/domain/parties/asciiText";

/** Titles of a column, as {@link comparisonKey} writes them, the surest first. */
const TITLES = {
  bookedOn: [
    "date operation",
    "date d operation",
    "date de l operation",
    "date comptable",
    "date comptabilisation",
    "date de comptabilisation",
    "dateop",
    "date d ecriture",
    "booking date",
    "date de l ecriture",
    "date d execution",
    "date utc",
    "completed date",
    "transaction date",
    "settlement date utc",
    "date",
  ],
  valueOn: ["date valeur", "date de valeur", "dateval", "value date", "valeur"],
  debit: ["debit", "debit euros", "debit eur", "montant debit", "debit en euros", "debits", "sortie"],
  credit: ["credit", "credit euros", "credit eur", "montant credit", "credit en euros", "credits", "entree"],
  amount: [
    "montant",
    "montant eur",
    "montant euros",
    "montant en euros",
    "montant de l operation",
    "montant operation",
    "montant total ttc",
    "amount",
    "total amount incl vat",
  ],
  /** Beside an amount without a sign. */
  direction: ["sens", "sens de l operation", "debit credit", "credit debit", "d c", "c d", "side"],
  state: ["statut", "statut de l operation", "state", "status"],
  currency: ["devise", "currency", "monnaie", "devise du compte"],
  name: [
    "contrepartie",
    "tiers",
    "nom de la contrepartie",
    "counterparty name",
    "nom du tiers",
    "emetteur",
    "donneur d ordre",
    "beneficiaire",
    "emetteur beneficiaire",
    "payer",
    "supplier",
  ],
  iban: ["iban contrepartie", "iban de la contrepartie", "counterparty iban", "iban tiers", "iban du tiers"],
  account: ["compte", "numero de compte", "iban", "iban du compte", "n de compte", "comptenum", "account"],
  bankId: [
    "reference operation",
    "reference de l operation",
    "numero d operation",
    "transaction id",
    "identifiant",
    "id",
  ],
} as const;

/** Every one of these columns is read: banks part what they say of a movement over several. */
const LABELS = [
  "libelle",
  "libelle operation",
  "libelle de l operation",
  "libelle simplifie",
  "libelle complet",
  "libelle court",
  "libelle detaille",
  "libelle complementaire",
  "label",
  "description",
  "details",
  "detail",
  "intitule",
  "nature de l operation",
  "motif",
  "communication",
  "reference",
  "reference client",
  "references",
  "informations complementaires",
  "information complementaire",
  "commentaire",
  "comment",
  "note",
  "remise",
];

export type BankColumn = keyof typeof TITLES;

/** Position of each column that is there. */
export type BankColumns = Partial<Record<BankColumn, number>> & { labels: readonly number[] };

/** The columns of a row of titles, or undefined when it is not one: a date, an amount and a label are needed. */
export function bankColumnsOf(cells: readonly string[]): BankColumns | undefined {
  const keys = cells.map(comparisonKey);
  const columns: Record<string, number> = {};
  const taken = new Set<number>();
  for (const [column, titles] of Object.entries(TITLES)) {
    const title = titles.find((one) => keys.some((key, index) => key === one && !taken.has(index)));
    if (title === undefined) continue;
    const index = keys.findIndex((key, place) => key === title && !taken.has(place));
    columns[column] = index;
    taken.add(index);
  }
  const labels = keys.flatMap((key, index) => (LABELS.includes(key) && !taken.has(index) ? [index] : []));
  const hasAmount =
    columns.amount !== undefined || (columns.debit !== undefined && columns.credit !== undefined);
  const hasWords = labels.length > 0 || columns.name !== undefined;
  return columns.bookedOn !== undefined && hasAmount && hasWords ? { ...columns, labels } : undefined;
}

/** How much a row looks like the titles, for the choice of the separator. */
export function bankHeaderScore(cells: readonly string[]): number {
  const columns = bankColumnsOf(cells);
  return columns ? Object.keys(columns).length + columns.labels.length : 0;
}
