/** What is asked about a call: little when its outcome is known, everything otherwise. */
import { feminineCount } from "@/domain/countWords";
import { formatEuros, NBSP } from "@/domain/money";
import { CALL_OUTCOMES, type CallOutcome, OUTCOME_NAMES } from "@/usecases/dunning/recordCall";
import type { CallItem } from "@/usecases/reporting/workItems";
import type { FieldSpec } from "../../../_forms/fieldSpec";

const HINTS: Partial<Record<CallOutcome, string>> = {
  REACHED: "Le scénario continue.",
  VOICEMAIL: `Compte comme un contact${NBSP}: le scénario continue.`,
  NO_ANSWER: "L’appel revient le prochain jour ouvré.",
  WRONG_NUMBER: "Le numéro est retiré de la fiche du client.",
  PROMISE: "Les relances attendent jusqu’à cette date.",
  DISPUTE: "Les relances attendent votre réponse au litige.",
  ALREADY_PAID: "Les relances attendent que vous confirmiez.",
};

/** The fields of one outcome, already chosen. */
export function fieldsOf(call: CallItem, outcome: CallOutcome): FieldSpec[] {
  switch (outcome) {
    case "PROMISE":
      return [...invoiceField(call), ...promiseFields(call, true), note(true)];
    case "DISPUTE":
      return [...invoiceField(call), contestedField, { ...note(false), label: "Ce que le client conteste" }];
    case "ALREADY_PAID":
      return [...invoiceField(call), note(true)];
    default:
      return [note(true)];
  }
}

function isAboutSeveral({ invoices }: CallItem): boolean {
  return invoices.filter((invoice) => invoice.isOpen).length > 1;
}

/** Of which invoice it was said, when the call is about several. */
function invoiceField(call: CallItem): FieldSpec[] {
  if (!isAboutSeveral(call)) return [];
  const { invoices } = call;
  const open = invoices.filter((invoice) => invoice.isOpen);
  return [
    {
      kind: "select",
      name: "facture",
      label: "Facture concernée",
      isOptional: true,
      options: [
        { value: "", label: `Les ${feminineCount(open.length)} factures de l’appel` },
        ...open.map(({ id, number, balanceCents }) => ({
          value: id,
          label: `${number}, ${formatEuros(balanceCents)}`,
        })),
      ],
      hint: "Si vous en choisissez une, les autres continuent d’être relancées.",
    },
  ];
}

const contestedField: FieldSpec = {
  kind: "amount",
  name: "contestedCents",
  label: "Montant contesté",
  isOptional: true,
  hint: `Vide${NBSP}: tout est contesté, et rien n’est relancé.`,
};

/** Every outcome to choose from; the date and the amount serve a promise. */
export function anyOutcomeFields(call: CallItem): FieldSpec[] {
  return [
    {
      kind: "radio",
      name: "outcome",
      label: "Issue de l’appel",
      options: CALL_OUTCOMES.map((value) => ({
        value,
        label: OUTCOME_NAMES[value],
        ...(HINTS[value] && { hint: HINTS[value] }),
      })),
    },
    ...invoiceField(call),
    { kind: "group", title: "Si le client promet une date", fields: promiseFields(call, false) },
    note(true),
  ];
}

function promiseFields(call: CallItem, isPromise: boolean): FieldSpec[] {
  return [
    {
      kind: "pair",
      fields: [
        { kind: "date", name: "onDate", label: "Date promise", isOptional: !isPromise },
        {
          kind: "amount",
          name: "amountCents",
          label: "Montant promis",
          isOptional: true,
          hint: isAboutSeveral(call)
            ? `Vide${NBSP}: tout ce qui reste dû.`
            : `Vide${NBSP}: tout le solde, ${formatEuros(call.amountCents)}.`,
        },
      ],
    },
    {
      kind: "checkbox",
      name: "confirmByEmail",
      label: "Confirmer la promesse par courriel",
      hint: "Un court message rappelle la date et le montant convenus.",
      value: isPromise ? "1" : "",
    },
  ];
}

function note(isOptional: boolean) {
  return {
    kind: "textarea" as const,
    name: "note",
    label: "Ce qui s’est dit",
    isOptional,
    hint: "Gardé dans le dossier de la facture, jamais envoyé au client.",
  };
}
