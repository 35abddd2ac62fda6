import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { PDF_FIELD } from "../../_parts/invoiceFields";
import { attach } from "../actions";

export const metadata: Metadata = { title: "Joindre le PDF de la facture" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function AttachPage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params, { evenClosed: true });
  return (
    <InvoiceForm
      home={home}
      invoice={invoice}
      title="Joindre le PDF de la facture"
      about="Le PDF le plus récent accompagne les relances dont l’étape le demande, et votre client peut le retrouver."
    >
      <ActionForm
        action={attach}
        hidden={hidden}
        fields={[PDF_FIELD]}
        submit="Joindre le PDF"
        pending="Envoi du fichier…"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </InvoiceForm>
  );
}
