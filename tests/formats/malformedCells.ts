/** Files with a line refused for what one of its cells says. */
import { lineThree, lineTwo, type MalformedCsv, TITLES, utf8 } from "./malformedCsv";

/** Twenty-five lines that settle the order of dates, then one that breaks it. */
function oddDate(name: string, dates: string, odd: string, says: string): MalformedCsv {
  const lines = Array.from({ length: 25 }, (_, index) => `G-${index};Kléber;${dates};1,00`);
  const bytes = utf8([TITLES, ...lines, `F-2;Marne;${odd};12,00`].join("\n"));
  return { name, bytes, code: "DATE", line: 27, says, records: 25 };
}

/** Line 3 with only one of its cells wrong. */
const numbered = (name: string, number: string, code: string, says: string) =>
  lineThree(name, `${number};Marne;04/03/2026;03/04/2026;12,00`, code, says);
const issued = (name: string, date: string, code: string, says: string) =>
  lineThree(name, `F-2;Marne;${date};03/04/2026;12,00`, code, says);
const due = (name: string, date: string, code: string, says: string) =>
  lineThree(name, `F-2;Marne;04/03/2026;${date};12,00`, code, says);
const worth = (name: string, amount: string, code: string, says: string) =>
  lineThree(name, `F-2;Marne;04/03/2026;03/04/2026;${amount}`, code, says);

export const MALFORMED_CELLS: readonly MalformedCsv[] = [
  numbered("no number", "", "EMPTY", "«\u00a0Numéro\u00a0» est vide"),
  numbered("number abridged by a spreadsheet", "2,02601E+11", "NUMBER_MANGLED", "au format Texte"),
  numbered("number far too long", "9".repeat(61), "CELL_TOO_LONG", "dépasse 60 caractères"),
  numbered("the same number twice", "f-1", "DUPLICATE_NUMBER", "déjà à la ligne 2"),
  issued("31 November", "31/11/2026", "DATE", "Novembre n’a que 30 jours"),
  oddDate(
    "American date among French ones",
    "25/03/2026;25/04/2026",
    "03/25/2026;25/04/2026",
    "Le mois 25 n’existe pas",
  ),
  oddDate(
    "French date among American ones",
    "03/25/2026;04/25/2026",
    "25/03/2026;04/25/2026",
    "mois vient en premier",
  ),
  {
    name: "ambiguous date in an English file",
    bytes: utf8(
      "Invoice number,Customer,Invoice date,Due date,Total\nA-1,Marne,03/04/2026,05/05/2026,12.00\nA-2,Marne,2026-03-04,2026-05-05,12.00\n",
    ),
    code: "DATE_AMBIGUOUS",
    line: 2,
    says: "peut être le 3\u00a0avril\u00a02026 ou le 4\u00a0mars\u00a02026",
    records: 1,
  },
  {
    name: "dates of both orders in one column",
    bytes: utf8(
      `${TITLES}\nA-1;Marne;25/03/2026;30/04/2026;1,00\nA-2;Marne;03/25/2026;30/04/2026;1,00\nA-3;Marne;04/03/2026;30/04/2026;1,00\n`,
    ),
    code: "DATE_AMBIGUOUS",
    line: 4,
    says: "Choisissez l’ordre des dates",
    records: 2,
  },
  issued("day of Excel among dates", "46085", "DATE", "au format Date"),
  issued("hour of another zone", "2026-03-03T23:00:00.000Z", "DATE", "autre fuseau"),
  issued("year of a slip", "04/03/1926", "DATE", "L’année 1926"),
  due("due before issued", "03/03/2026", "DUE_BEFORE_ISSUE", "avant la date de la facture"),
  due("no due date and no default", "", "EMPTY", "«\u00a0Échéance\u00a0» est vide"),
  worth("amount in letters", "douze", "AMOUNT", "«\u00a0douze\u00a0» n’est pas un montant"),
  worth("amount with half a cent", "12,345", "AMOUNT", "plus de deux décimales"),
  worth("amount abridged by a spreadsheet", "1,2E+05", "AMOUNT", "abrégé ce montant"),
  worth("amount of a billion", "1 000 000 000,00", "AMOUNT", "Ce montant dépasse"),
  {
    name: "amount that may be thousands or cents",
    bytes: utf8(`${TITLES}\nF-2;Marne;04/03/2026;03/04/2026;1.234\n`),
    code: "AMOUNT_AMBIGUOUS",
    line: 2,
    says: "peut valoir 1234,00 ou 1,23. Écrivez les centimes",
  },
  worth("negative total", "-12,00", "CREDIT_NOTE", "Ajoutez une colonne"),
  worth("total in parentheses", "(12,00)", "CREDIT_NOTE", "enregistrez l’avoir à la main"),
  worth("total of zero", "0,00", "ZERO_TOTAL", "rien à relancer"),
  worth("dollars in the amount", "$12.00", "CURRENCY", "en dollars"),
  lineTwo(
    "credit note by its type",
    "Type de document",
    "Avoir",
    "CREDIT_NOTE",
    "ne dit pas quelle facture il corrige",
  ),
  lineTwo(
    "parts that do not make the total",
    "Montant HT;TVA",
    "1 000,00;100,00",
    "TOTALS_DISAGREE",
    "1\u00a0000,00\u00a0€ HT et 100,00\u00a0€ de TVA ne font pas 1\u00a0200,00\u00a0€ TTC",
  ),
  lineTwo("more tax than total", "TVA", "1 200,00", "TOTALS_DISAGREE", "vérifiez-les"),
  lineTwo(
    "paid more than the total",
    "Déjà réglé",
    "1 200,01",
    "PAID_DISAGREES",
    "total de 1\u00a0200,00\u00a0€",
  ),
  lineTwo("negative balance", "Reste à payer", "-5,00", "PAID_DISAGREES", "de 0 au total"),
  lineTwo(
    "paid and balance that do not add up",
    "Déjà réglé;Solde",
    "200,00;900,00",
    "PAID_DISAGREES",
    "ne font pas",
  ),
  lineTwo("paid, with a balance", "Statut;Solde", "Payée;200,00", "PAID_DISAGREES", "il reste 200,00\u00a0€"),
  lineTwo("kind of client nobody knows", "Type de client", "VIP", "CLIENT_KIND", "Type de client inconnu"),
  lineTwo("dollars in their column", "Devise", "USD", "CURRENCY", "Facture en USD"),
  lineTwo("text that fills a page", "Ville", "x".repeat(251), "CELL_TOO_LONG", "dépasse 250 caractères"),
];

/** Lines that are read, or rightly left out, with a word about it. */
export const NOTICED_LINES: readonly MalformedCsv[] = [
  lineThree("total at the bottom", "Total;;;;1 290,00", "TOTAL_ROW", "Ligne de total"),
  lineThree("total before its amount", ";;;Total général :;1 290,00", "TOTAL_ROW", "elle est ignorée"),
  lineThree("total without a word", ";;;;1 290,00", "TOTAL_ROW", "ce n’est pas une facture"),
  lineThree("titles again in the middle", TITLES, "REPEATED_TITLES", "Les titres reviennent"),
  lineTwo("quote", "Type", "Devis", "NOT_AN_INVOICE", "n’est pas une facture"),
  lineTwo("draft", "Statut", "Brouillon", "NOT_AN_INVOICE", "non émise ou annulée"),
  {
    name: "no due date, with a default",
    bytes: utf8(`${TITLES}\nF-2;Marne;04/03/2026;;12,00\n`),
    options: { defaultTermDays: 30 },
    code: "DUE_DATE_COMPUTED",
    line: 2,
    says: "calculée à 30 jours",
    records: 1,
  },
  lineTwo("wrong SIREN", "SIREN", "501 826 472", "SIREN", "importée sans cette information", 1),
  lineTwo(
    "SIRET of another company",
    "SIREN;SIRET",
    "501826473;73282932000074",
    "SIRET",
    "n’est pas celui du SIREN",
    1,
  ),
  lineTwo("wrong VAT number", "N° TVA", "FR41303265045", "VAT_NUMBER", "La clé «\u00a041\u00a0»", 1),
  lineTwo("address without an end", "E-mail", "compta@exemple", "EMAIL", "Il manque la fin de l’adresse", 1),
  lineTwo(
    "two addresses",
    "E-mail",
    "a@exemple.fr b@exemple.fr",
    "EMAIL",
    "seule a@exemple.fr est gardée",
    1,
  ),
  lineTwo("telephone with a word", "Téléphone", "voir Paul", "PHONE", "«\u00a0v\u00a0» est de trop", 1),
  lineTwo("postcode of four digits", "Code postal", "1000", "POSTCODE", "il en manque un", 1),
  lineTwo("country nobody knows", "Pays", "Syldavie", "COUNTRY", "Pays inconnu", 1),
];
