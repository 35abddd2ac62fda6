/** Fields of the forms about letters. */
import { formatTrackingNumber } from "@/domain/legal/trackingNumber";
import { typeset } from "@/domain/typography";
import { trackingField } from "@/usecases/dunning/letterBatch";
import type { LetterView } from "@/usecases/dunning/readLetter";
import { LEFT_AS_IT_IS } from "@/usecases/dunning/staleLetter";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { PROOF_NAMES, RETURN_NAMES } from "./letterWords";

/** When it was posted, and under which number; and that it left before it had to be held back. */
export function postedFields({ today, channel, trackingNumber, isStale }: LetterView): FieldSpec[] {
  const isRegistered = channel === "FORMAL_NOTICE";
  return [
    { kind: "date", name: "postedOn", label: "Déposée à La Poste le", value: today },
    numberField({ isRegistered, trackingNumber }),
    ...(isStale
      ? [
          {
            kind: "checkbox" as const,
            name: "hasLeft",
            label: LEFT_AS_IT_IS,
            hint: typeset("Les faits ont changé depuis : ne cochez que si elle est déjà à La Poste."),
          },
        ]
      : []),
  ];
}

function numberField(letter: { isRegistered: boolean; trackingNumber: string | null }): FieldSpec {
  return {
    kind: "text",
    name: "trackingNumber",
    label: "Numéro de suivi",
    hint: letter.isRegistered ? "Sur la preuve de dépôt, comme 1A 047 877 2024 3." : "S’il y en a un.",
    isOptional: !letter.isRegistered,
    ...(letter.trackingNumber && { value: formatTrackingNumber(letter.trackingNumber) }),
  };
}

/** What the post says, all of it: giving the days and the number again corrects them. */
export function followFields(letter: LetterView): FieldSpec[] {
  const day = (on: string | null) => (on === null ? {} : { value: on });
  const { channel, trackingNumber } = letter;
  const isRegistered = channel === "FORMAL_NOTICE" && trackingNumber !== null;
  return [
    numberField({ isRegistered, trackingNumber }),
    {
      kind: "date",
      name: "presentedOn",
      label: "Première présentation",
      hint: "Le délai de paiement court de ce jour.",
      isOptional: true,
      ...day(letter.presentedOn),
    },
    {
      kind: "date",
      name: "deliveredOn",
      label: "Distribuée le",
      isOptional: true,
      ...day(letter.deliveredOn),
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "date",
          name: "returnedOn",
          label: "Revenue le",
          isOptional: true,
          ...day(letter.returnedOn),
        },
        {
          kind: "select",
          name: "returnReason",
          label: "Motif du retour",
          isOptional: true,
          options: [
            { value: "", label: "Aucun retour" },
            ...Object.entries(RETURN_NAMES).map(([value, label]) => ({ value, label })),
          ],
          ...(letter.returnReason && { value: letter.returnReason }),
        },
      ],
    },
  ];
}

/** A scan, and what it shows. */
export const PROOF_FIELDS: FieldSpec[] = [
  {
    kind: "select",
    name: "kind",
    label: "Ce que montre le fichier",
    options: Object.entries(PROOF_NAMES).map(([value, label]) => ({ value, label })),
    value: "RECEIPT",
  },
  {
    kind: "file",
    name: "file",
    label: "Fichier numérisé",
    hint: typeset("PDF, JPEG ou PNG, 10 Mo au plus."),
    accept: "application/pdf,image/jpeg,image/png",
  },
];

/** What follows the end of a deadline. */
export const DEADLINE_FIELDS: FieldSpec[] = [
  {
    kind: "text",
    name: "note",
    label: "Suite décidée",
    hint: "Par exemple : injonction de payer, échéancier, abandon.",
    isOptional: true,
  },
];

/** One day for a whole post, then a number for each letter. */
export function postFields(
  today: string,
  letters: readonly { id: string; clientName: string; numbers: string; isRegistered: boolean }[],
): FieldSpec[] {
  return [
    { kind: "date", name: "postedOn", label: "Déposées à La Poste le", value: today },
    {
      kind: "group",
      title: "Numéros de suivi",
      text: "Recopiez celui de chaque preuve de dépôt.",
      fields: letters.map((letter) => ({
        kind: "text" as const,
        name: trackingField(letter.id),
        label: `${letter.clientName}, ${letter.numbers}`,
        isOptional: !letter.isRegistered,
      })),
    },
  ];
}
