import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { readLetterAuthors } from "@/usecases/dunning/prepareLetter";
import { ActionForm } from "../../../../_forms/ActionForm";
import type { FieldSpec } from "../../../../_forms/fieldSpec";
import { enterCompany } from "../../../../_server/company";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { writeLetter } from "../actions";

export const metadata: Metadata = { title: "Écrire un courrier" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function WriteLetterPage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params);
  const { ctx, access } = await enterCompany((await params).societe);
  const authors = await readLetterAuthors(ctx);
  const author: FieldSpec[] =
    authors.length === 0
      ? []
      : [
          {
            kind: "select",
            name: "authorFirmId",
            label: "Écrit par",
            value: access.firmId ?? "",
            options: [
              { value: "", label: "La société elle-même" },
              ...authors.map(({ id, name }) => ({ value: id, label: `${name}, sous mandat` })),
            ],
          },
        ];
  return (
    <InvoiceForm
      home={home}
      invoice={invoice}
      title="Écrire un courrier"
      about={`À ${invoice.client.name}, avec les montants du jour. Vous le relirez avant de l’approuver.`}
    >
      <ActionForm
        action={writeLetter}
        hidden={hidden}
        fields={[
          {
            kind: "radio",
            name: "channel",
            label: "Courrier",
            value: "LETTER",
            options: [
              {
                value: "LETTER",
                label: "Lettre simple",
                hint: "Elle demande le paiement. Écrite par un tiers, la première est la lettre de recouvrement amiable.",
              },
              {
                value: "FORMAL_NOTICE",
                label: "Mise en demeure",
                hint: "En recommandé avec avis de réception\u00a0: le délai court de sa première présentation.",
              },
            ],
          },
          ...author,
        ]}
        submit="Préparer le courrier"
        pending="Un instant…"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </InvoiceForm>
  );
}
