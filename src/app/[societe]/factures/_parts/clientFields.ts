/** Who an invoice is for: a client found by its name, or created with the invoice; its other fields wait on its own page. */
import { DEBTOR_KIND_LABELS, DEBTOR_KINDS } from "@/domain/legal/debtorKind";
import { choiceLabels, clientNote, type NamedClient } from "@/domain/parties/clientChoice";
import { typeset } from "@/domain/typography";
import {
  CLIENT_ID_FIELD,
  CLIENT_NAME_FIELD,
  CLIENT_PREFIX,
  NEW_CLIENT_FIELD,
} from "@/usecases/invoicing/invoiceClient";
import type { ClientChoices } from "@/usecases/parties/listClientChoices";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import type { Suggestion } from "../../../_forms/useSuggestions";

/** Clients as a list of suggestions offers them. */
export function clientSuggestions(clients: readonly NamedClient[]): Suggestion[] {
  const labels = choiceLabels(clients);
  return clients.map((client, index) => ({
    value: client.id,
    label: labels[index] ?? client.name,
    note: clientNote(client),
  }));
}

/**
 * The client of a new invoice.
 *
 * @param base address of the page of a new invoice, under which suggestions are asked for
 * @param isNew the form opens on a client to create
 */
export function invoiceClientFields(list: ClientChoices, base: string, isNew: boolean): FieldSpec[] {
  const { chosen } = list;
  return [
    {
      kind: "suggest",
      name: CLIENT_NAME_FIELD,
      label: "Client",
      hint: typeset(
        chosen
          ? clientNote(chosen) || "Choisi depuis sa fiche."
          : "Quelques lettres de son nom, sa référence ou son SIREN.",
      ),
      value: chosen?.name ?? "",
      chosen: { name: CLIENT_ID_FIELD, value: chosen?.id ?? "" },
      options: clientSuggestions(list.choices),
      source: `${base}/suggestions`,
    },
    {
      kind: "reveal",
      name: NEW_CLIENT_FIELD,
      label: "Nouveau client",
      hint: "Il est créé avec la facture, sous le nom écrit ci-dessus.",
      value: isNew ? "1" : "",
      fields: NEW_CLIENT_FIELDS,
    },
  ];
}

const named = (field: string) => `${CLIENT_PREFIX}${field}`;

const NEW_CLIENT_FIELDS: readonly FieldSpec[] = [
  {
    kind: "select",
    name: named("kind"),
    label: "Type de client",
    hint: "Il décide des pénalités, des délais et des mentions applicables.",
    value: "B2B",
    options: DEBTOR_KINDS.map((value) => ({ value, label: DEBTOR_KIND_LABELS[value] })),
  },
  {
    kind: "pair",
    fields: [
      {
        kind: "email",
        name: named("contactEmail"),
        label: "Courriel de la comptabilité",
        isOptional: true,
        autoComplete: "off",
      },
      {
        kind: "tel",
        name: named("contactPhone"),
        label: "Téléphone",
        isOptional: true,
        autoComplete: "off",
      },
    ],
  },
  {
    kind: "pair",
    fields: [
      { kind: "text", name: named("contactName"), label: "Personne à joindre", isOptional: true },
      { kind: "text", name: named("siren"), label: "SIREN", isOptional: true, inputMode: "numeric" },
    ],
  },
  {
    kind: "text",
    name: named("street"),
    label: "Adresse postale",
    hint: "Demandée pour une lettre ou une mise en demeure.",
    isOptional: true,
  },
  {
    kind: "pair",
    fields: [
      {
        kind: "text",
        name: named("postcode"),
        label: "Code postal",
        isOptional: true,
        inputMode: "numeric",
      },
      { kind: "text", name: named("city"), label: "Ville", isOptional: true },
    ],
  },
  {
    kind: "select",
    name: named("language"),
    label: "Langue des messages",
    value: "fr",
    options: [
      { value: "fr", label: "Français" },
      { value: "en", label: "Anglais" },
    ],
  },
];
