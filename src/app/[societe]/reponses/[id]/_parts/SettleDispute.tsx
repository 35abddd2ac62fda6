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

interface SettleDisputeProps {
  answer: AnswerView;
  slug: string;
}

/** A dispute ends in one of two ways: the client is right, in whole or in part, or the invoice stands. */
export function SettleDispute({ answer, slug }: SettleDisputeProps) {
  const why: FieldSpec = {
    kind: "text",
    name: "note",
    label: "Pourquoi elle est due",
    hint: `Par exemple${NBSP}: bon de livraison signé le 2 novembre. Gardé au dossier, le client ne le lit pas.`,
  };
  return (
    <>
      <Section title="Maintenir la facture">
        <ActionForm
          action={maintain}
          hidden={{ societe: slug, reponse: answer.id }}
          fields={[why, ...tellFields(answer)]}
          submit="Maintenir et reprendre les relances"
          variant="outlined"
        />
      </Section>
      <Section title="Donner raison au client" aside="Ce qui reste dû est relancé de nouveau.">
        <Details summary="Par un avoir" name="raison">
          <ByCredit answer={answer} slug={slug} />
        </Details>
        <Details summary="En renonçant à la facture entière" name="raison">
          <ByClosing answer={answer} slug={slug} />
        </Details>
      </Section>
    </>
  );
}

function ByCredit({ answer, slug }: SettleDisputeProps) {
  const { today, amountCents } = answer;
  return (
    <ActionForm
      action={acceptByCredit}
      hidden={{ societe: slug, reponse: answer.id, remedy: "CREDIT_NOTE" }}
      idPrefix="avoir-"
      fields={[
        ...whichInvoice(answer),
        ...creditNoteFields({ today, amountCents, likelyCents: likelyCents(answer) }),
        ...tellFields(answer),
      ]}
      submit="Enregistrer l’avoir et clore le litige"
      variant="outlined"
    />
  );
}

function ByClosing({ answer, slug }: SettleDisputeProps) {
  const remedy: FieldSpec = {
    kind: "radio",
    name: "remedy",
    label: "Cette facture",
    options: [
      { value: "CANCELLED", label: "N’est pas due", hint: "Erreur, doublon, prestation annulée." },
      { value: "WRITTEN_OFF", label: "Ne sera pas payée", hint: "Passée en perte." },
    ],
  };
  return (
    <ActionForm
      action={acceptByClosing}
      hidden={{ societe: slug, reponse: answer.id }}
      idPrefix="clore-"
      fields={[
        ...whichInvoice(answer),
        remedy,
        { kind: "text", name: "closeReason", label: "Raison", isOptional: true },
        ...tellFields(answer),
      ]}
      submit="Clore la facture et le litige"
      variant="critical"
    />
  );
}

function tellFields({ mayTell }: AnswerView): FieldSpec[] {
  return mayTell ? TELL : [];
}

/** Asked when the dispute is about several invoices that are still open. */
function whichInvoice({ invoices }: AnswerView): FieldSpec[] {
  const open = invoices.filter((invoice) => invoice.isOpen);
  if (open.length < 2) return [];
  const options = open.map(({ id, number, balanceCents }) => ({
    value: id,
    label: `${number}, ${formatEuros(balanceCents)}`,
  }));
  return [
    {
      kind: "select",
      name: "invoiceId",
      label: "Facture corrigée",
      options: [{ value: "", label: "Choisissez la facture" }, ...options],
    },
  ];
}

/** What the client contests, as long as that much is owed. */
function likelyCents({ saidAmountCents, amountCents }: AnswerView): bigint | null {
  return saidAmountCents !== null && saidAmountCents <= amountCents ? saidAmountCents : null;
}
