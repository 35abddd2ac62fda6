/** Fields of the forms about what was paid, suspended or credited, for the dialog and for its page. */

import type { LocalDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { formatAmount, formatEuros } from "@/domain/money";
import type { ContestedShare } from "@/domain/settlement/allocation";
import type { DueAccessories } from "@/usecases/settlement/accessoriesDue";
import { METHOD_NAMES, PAYMENT_METHODS, type PaymentMethod } from "@/usecases/settlement/recordPayment";
import type { FieldSpec } from "../../../_forms/fieldSpec";

export interface PaymentProposal {
  receivedOn: LocalDate;
  amountCents: bigint;
  /** Most that can be recorded. */
  balanceCents: bigint;
  /** What that sum is made of, in a few words. */
  detail?: string;
  method?: PaymentMethod | null;
  reference?: string;
}

/** For a payment that may exceed the balance. */
export const SURPLUS_FIELD: FieldSpec = {
  kind: "radio",
  name: "surplus",
  label: "S’il dépasse le reste dû",
  value: "ACCESSORIES",
  options: [
    {
      value: "ACCESSORIES",
      label: "Il paie aussi les pénalités et l’indemnité",
      hint: "Si une relance ou une lettre les a réclamées.",
    },
    {
      value: "CREDIT",
      label: "Le trop-perçu reste au client",
      hint: "Il devient un avoir, à affecter ou à rembourser.",
    },
  ],
};

/** A payment: amount, day, means, reference. */
export function paymentFields(proposal: PaymentProposal): FieldSpec[] {
  return [
    {
      kind: "pair",
      fields: [
        {
          kind: "amount",
          name: "amountCents",
          label: "Montant reçu",
          value: formatAmount(proposal.amountCents),
          hint: `Reste dû\u00a0: ${formatEuros(proposal.balanceCents)}${proposal.detail ? `, ${proposal.detail}` : ""}`,
        },
        { kind: "date", name: "receivedOn", label: "Reçu le", value: proposal.receivedOn },
      ],
    },
    {
      kind: "select",
      name: "method",
      label: "Moyen de paiement",
      value: proposal.method ?? "TRANSFER",
      options: PAYMENT_METHODS.map((value) => ({ value, label: METHOD_NAMES[value] })),
    },
    {
      kind: "text",
      name: "reference",
      label: "Référence",
      hint: "Libellé du virement, numéro du chèque.",
      isOptional: true,
      value: proposal.reference ?? "",
    },
  ];
}

/** What a payment of an invoice pays while a part of it is contested, for its amount. */
export function contestedDetail({
  balanceCents,
  contested,
}: {
  balanceCents: bigint;
  contested: ContestedShare | null;
}): { detail?: string } {
  if (!contested) return {};
  const { cents, restAccessoryCents } = contested;
  const restCents = balanceCents - cents;
  const aside = `dont ${formatEuros(cents)} contestés`;
  if (restCents === 0n || restAccessoryCents === 0n) return { detail: aside };
  const most = formatEuros(restCents + restAccessoryCents);
  return {
    detail: `${aside}. De ${formatEuros(restCents)} à ${most}, il règle ce qui ne l’est pas, puis ses pénalités et son indemnité`,
  };
}

/** The payment of what a late payment left due: interest and flat fee, once they were asked for. */
export function accessoryFields(
  { penaltyCents, flatFeeCents }: DueAccessories,
  receivedOn: LocalDate,
): FieldSpec[] {
  const dueCents = penaltyCents + flatFeeCents;
  const parts = [
    ...(penaltyCents > 0n ? [`${formatEuros(penaltyCents)} de pénalités`] : []),
    ...(flatFeeCents > 0n ? [`${formatEuros(flatFeeCents)} d’indemnité`] : []),
  ];
  return paymentFields({
    receivedOn,
    amountCents: dueCents,
    balanceCents: dueCents,
    detail: `dont ${parts.join(" et ")}`,
  });
}

/** Days proposed for a suspension: what most agreements take. */
export const PROPOSED_HOLD_DAYS = 15;

/** A suspension: its cause, its last day and why. */
export function holdFields(proposedUntilOn: LocalDate): FieldSpec[] {
  return [
    {
      kind: "select",
      name: "kind",
      label: "Cause",
      value: "MANUAL",
      options: [
        { value: "MANUAL", label: "Votre décision" },
        { value: "E_INVOICE_STATUS", label: "Statut de la facture électronique" },
      ],
      hint: "Un litige se note à part : seule la somme contestée attend.".replace(" :", "\u00a0:"),
    },
    {
      kind: "date",
      name: "untilOn",
      label: "Suspendre jusqu’au",
      value: proposedUntilOn,
      hint: "Ce jour compris. Les relances reprennent seules le lendemain, une à la fois.",
    },
    {
      kind: "text",
      name: "reason",
      label: "Raison",
      hint: "Affichée sur la facture, jamais au client. Pour un statut, recopiez-le avec son motif.",
      isOptional: true,
    },
  ];
}

interface CreditNoteProposal {
  today: LocalDate;
  /** The most it may be. */
  amountCents: bigint;
  /** What it would be, written beforehand: the part that is contested. */
  likelyCents?: bigint | null;
}

/** A credit note: its own number, day, amount and effect. */
export function creditNoteFields(proposal: CreditNoteProposal): FieldSpec[] {
  return [
    {
      kind: "pair",
      fields: [
        { kind: "text", name: "number", label: "Numéro de l’avoir" },
        { kind: "date", name: "issuedOn", label: "Date de l’avoir", value: proposal.today },
      ],
    },
    {
      kind: "amount",
      name: "amountCents",
      label: "Montant TTC de l’avoir",
      ...(proposal.likelyCents && { value: formatAmount(proposal.likelyCents) }),
      hint: `Au plus ${formatEuros(proposal.amountCents)}.`,
    },
    {
      kind: "radio",
      name: "effect",
      label: "Cet avoir",
      value: "RETROACTIVE",
      options: [
        {
          value: "RETROACTIVE",
          label: "Corrige la facture",
          hint: "Erreur, retour, quantité\u00a0: les pénalités sont recalculées depuis l’origine.",
        },
        {
          value: "PROSPECTIVE",
          label: "Accorde une remise",
          hint: `Geste commercial\u00a0: il compte à partir de sa date, ${formatDate(proposal.today)} par défaut.`,
        },
      ],
    },
  ];
}
