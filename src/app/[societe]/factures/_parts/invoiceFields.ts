/** Fields of an invoice, for a new one and for a correction. */
import type { LocalDate } from "@/domain/calendar";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import { formatAmount } from "@/domain/money";
import { FILE_FIELD } from "@/usecases/invoicing/attachDocument";
import type { FieldSpec } from "../../../_forms/fieldSpec";

export interface InvoiceValues {
  number: string;
  subject: string;
  orderReference: string | null;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  performedOn: LocalDate | null;
  requestReceivedOn: LocalDate | null;
  totalCents: bigint | null;
  vatCents: bigint | null;
  mentionsPresent: boolean | null;
  dunningOptOut: boolean;
}

/** The PDF of the invoice. */
export const PDF_FIELD = {
  kind: "file",
  name: FILE_FIELD,
  label: "PDF de la facture",
  accept: "application/pdf,.pdf",
  hint: "10\u00a0Mo au plus.",
} as const satisfies FieldSpec;

const MENTIONS = [
  { value: "oui", label: "Oui" },
  { value: "non", label: "Non" },
  { value: "", label: "Je ne sais pas" },
];

/** What a person copies from the printed invoice, in the order in which it is read there. */
export function invoiceFields(values: InvoiceValues, dueHint: string): FieldSpec[] {
  const mentions = values.mentionsPresent === null ? "" : values.mentionsPresent ? "oui" : "non";
  return [
    {
      kind: "pair",
      fields: [
        { kind: "text", name: "number", label: "Numéro de la facture", value: values.number },
        { kind: "amount", name: "totalCents", label: "Montant TTC", value: amountText(values.totalCents) },
      ],
    },
    {
      kind: "pair",
      fields: [
        { kind: "date", name: "issuedOn", label: "Date de la facture", value: values.issuedOn },
        { kind: "date", name: "dueOn", label: "Échéance", value: values.dueOn, hint: dueHint },
      ],
    },
    {
      kind: "text",
      name: "subject",
      label: "Objet",
      hint: "Ce que vous avez vendu, en quelques mots. Repris dans les relances.",
      isOptional: true,
      value: values.subject,
    },
    {
      kind: "radio",
      name: "mentionsPresent",
      label: "La facture mentionne-t-elle le taux des pénalités et l’indemnité de 40\u00a0€\u00a0?",
      hint: "Entre professionnels, ces mentions sont obligatoires (art. L.\u00a0441-9 du code de commerce).",
      value: mentions,
      options: MENTIONS,
    },
  ];
}

/** What few invoices need; of a public buyer, the day its term starts. */
export function invoiceDetailFields(values: InvoiceValues, clientKind?: DebtorKind): FieldSpec {
  return {
    kind: "group",
    title: "Détails facultatifs",
    fields: [
      {
        kind: "pair",
        fields: [
          {
            kind: "amount",
            name: "vatCents",
            label: "Dont TVA",
            isOptional: true,
            value: amountText(values.vatCents),
          },
          {
            kind: "date",
            name: "performedOn",
            label: "Livrée ou exécutée le",
            isOptional: true,
            value: values.performedOn ?? "",
          },
        ],
      },
      ...(clientKind === "PUBLIC" ? [requestField(values)] : []),
      {
        kind: "text",
        name: "orderReference",
        label: "Bon de commande",
        isOptional: true,
        value: values.orderReference ?? "",
      },
      {
        kind: "checkbox",
        name: "dunningOptOut",
        label: "Ne jamais relancer cette facture automatiquement",
        value: values.dunningOptOut ? "1" : "",
      },
    ],
  };
}

function requestField(values: InvoiceValues): FieldSpec {
  return {
    kind: "date",
    name: "requestReceivedOn",
    label: "Demande de paiement reçue le",
    hint: "Le jour où Chorus Pro l’a mise à la disposition de l’acheteur public\u00a0: son délai part de là.",
    isOptional: true,
    value: values.requestReceivedOn ?? "",
  };
}

function amountText(cents: bigint | null): string {
  return cents === null ? "" : formatAmount(cents);
}
