import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { ActionForm } from "../../../../_forms/ActionForm";
import { newFormKey } from "../../../../_server/formKey";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { paymentFields, SURPLUS_FIELD } from "../../_parts/settlementFields";
import { savePayment } from "../actions";

export const metadata: Metadata = { title: "Enregistrer un règlement" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function PaymentPage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params);
  const { today: receivedOn, balanceCents } = invoice;
  return (
    <InvoiceForm home={home} invoice={invoice} title="Enregistrer un règlement">
      <ActionForm
        action={savePayment}
        hidden={{ ...hidden, ...newFormKey() }}
        fields={[...paymentFields({ receivedOn, amountCents: balanceCents, balanceCents }), SURPLUS_FIELD]}
        submit="Enregistrer le règlement"
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
