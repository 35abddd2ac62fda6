import type { Metadata } from "next";
import { formatEuros } from "@/domain/money";
import { afterDe } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { close } from "../actions";

export const metadata: Metadata = { title: "Annuler ou passer en perte" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function ClosePage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params);
  return (
    <InvoiceForm
      home={home}
      invoice={invoice}
      title="Annuler ou passer en perte"
      about={`Plus rien ne partira pour cette facture ${afterDe(invoice.client.name)}. Vous pourrez la rouvrir.`}
    >
      <ActionForm
        action={close}
        hidden={hidden}
        fields={[
          {
            kind: "radio",
            name: "status",
            label: "Cette facture",
            options: [
              { value: "CANCELLED", label: "N’est pas due", hint: "Erreur, doublon, prestation annulée." },
              {
                value: "WRITTEN_OFF",
                label: "Ne sera pas payée",
                hint: `Passée en perte\u00a0: ${formatEuros(invoice.balanceCents)} quittent l’encours.`,
              },
            ],
          },
          {
            kind: "text",
            name: "closeReason",
            label: "Raison",
            hint: "Gardée dans le dossier de la facture.",
          },
        ]}
        submit="Clore la facture"
        variant="critical"
        cancel={<ButtonLink href={base}>Garder la facture ouverte</ButtonLink>}
      />
    </InvoiceForm>
  );
}
