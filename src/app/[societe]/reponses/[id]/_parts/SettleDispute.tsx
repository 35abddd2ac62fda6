import { formatEuros, NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { Section } from "@/ui/layout/Section";
import { Details } from "@/ui/messages/Details";
import type { AnswerView } from "@/usecases/settlement/readAnswer";
import { ActionForm } from "../../../../_forms/ActionForm";
import type { FieldSpec } from "../../../../_forms/fieldSpec";
import { creditNoteFields } from "../../../factures/_parts/settlementFields";
import { acceptByClosing, acceptByCredit, maintain } from "../actions";

/** The message that tells the client, ready to leave unless it is unchecked. */
const TELL: FieldSpec[] = [
  {
    kind: "checkbox",
    name: "tell",
    label: "Prévenir le client par courriel",
    value: "1",
    hint: typeset(
      "Il lit ce que vous avez décidé, ce qui reste à régler et pour quand ; les relances attendent jusque-là. Le message part au bout de dix minutes, le temps d’annuler.",
    ),
  },
  {
    kind: "textarea",
    name: "tellWords",
    label: "Vos mots pour le client",
    isOptional: true,
    hint: "Ajoutés à ce message, tels quels.",
  },
];

/** A dispute ends in one of two ways: the client is right, in whole or in part, or the invoice stands. */
export function SettleDispute({ answer, slug }: { answer: AnswerView; slug: string }) {
  const hidden = { societe: slug, reponse: answer.id };
  const open = answer.invoices.filter((invoice) => invoice.isOpen);
  const which: FieldSpec[] =
    open.length < 2
      ? []
      : [
          {
            kind: "select",
            name: "invoiceId",
            label: "Facture corrigée",
            options: [
              { value: "", label: "Choisissez la facture" },
              ...open.map((invoice) => ({
                value: invoice.id,
                label: `${invoice.number}, ${formatEuros(invoice.balanceCents)}`,
              })),
            ],
          },
        ];
  const tell = answer.mayTell ? TELL : [];
  return (
    <>
      <Section title="Maintenir la facture">
        <ActionForm
          action={maintain}
          hidden={hidden}
          fields={[
            {
              kind: "text",
              name: "note",
              label: "Pourquoi elle est due",
              hint: `Par exemple${NBSP}: bon de livraison signé le 2 novembre. Gardé au dossier, le client ne le lit pas.`,
            },
            ...tell,
          ]}
          submit="Maintenir et reprendre les relances"
          variant="outlined"
        />
      </Section>
      <Section title="Donner raison au client" aside="Ce qui reste dû est relancé de nouveau.">
        <Details summary="Par un avoir" name="raison">
          <ActionForm
            action={acceptByCredit}
            hidden={{ ...hidden, remedy: "CREDIT_NOTE" }}
            idPrefix="avoir-"
            fields={[
              ...which,
              ...creditNoteFields({
                today: answer.today,
                amountCents: answer.amountCents,
                likelyCents: likelyCents(answer),
              }),
              ...tell,
            ]}
            submit="Enregistrer l’avoir et clore le litige"
            variant="outlined"
          />
        </Details>
        <Details summary="En renonçant à la facture entière" name="raison">
          <ActionForm
            action={acceptByClosing}
            hidden={hidden}
            idPrefix="clore-"
            fields={[
              ...which,
              {
                kind: "radio",
                name: "remedy",
                label: "Cette facture",
                options: [
                  {
                    value: "CANCELLED",
                    label: "N’est pas due",
                    hint: "Erreur, doublon, prestation annulée.",
                  },
                  { value: "WRITTEN_OFF", label: "Ne sera pas payée", hint: "Passée en perte." },
                ],
              },
              { kind: "text", name: "closeReason", label: "Raison", isOptional: true },
              ...tell,
            ]}
            submit="Clore la facture et le litige"
            variant="critical"
          />
        </Details>
      </Section>
    </>
  );
}

/** What the client contests, as long as that much is owed. */
function likelyCents({ saidAmountCents, amountCents }: AnswerView): bigint | null {
  return saidAmountCents !== null && saidAmountCents <= amountCents ? saidAmountCents : null;
}
