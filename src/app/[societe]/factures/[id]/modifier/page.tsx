import type { Metadata } from "next";
import { formatEuros } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { editedInvoice } from "@/usecases/invoicing/seenInvoice";
import { ActionForm } from "../../../../_forms/ActionForm";
import { seenField } from "../../../../_server/seenField";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { invoiceDetailFields, invoiceFields } from "../../_parts/invoiceFields";
import { edit } from "../actions";

export const metadata: Metadata = { title: "Modifier la facture" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function EditInvoicePage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params);
  const settledCents = invoice.totalCents - invoice.balanceCents;
  const paid = settledCents > 0n ? ` ${formatEuros(settledCents)} sont déjà réglés ou déduits.` : "";
  return (
    <InvoiceForm
      home={home}
      invoice={invoice}
      title="Modifier la facture"
      about={`Recopiez ce qui figure sur la facture\u00a0: les relances à venir seront décidées de nouveau.${paid}`}
    >
      <ActionForm
        action={edit}
        hidden={{ ...hidden, ...seenField(editedInvoice(invoice)) }}
        fields={[
          ...invoiceFields(invoice, "Celle qui figure sur la facture."),
          invoiceDetailFields(invoice, invoice.client.kind),
        ]}
        submit="Enregistrer"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </InvoiceForm>
  );
}
