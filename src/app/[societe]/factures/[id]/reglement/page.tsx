import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { ActionForm } from "../../../../_forms/ActionForm";
import { newFormKey } from "../../../../_server/formKey";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import {
  accessoryFields,
  contestedDetail,
  paymentFields,
  SURPLUS_FIELD,
} from "../../_parts/settlementFields";
import { savePayment } from "../actions";

export const metadata: Metadata = { title: "Enregistrer un règlement" };

type Props = { params: Promise<{ societe: string; id: string }> };

/** The payment of an open invoice, or of the penalties that were asked for on a settled one. */
export default async function PaymentPage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params, { evenClosed: true });
  const { today: receivedOn, balanceCents, accessories } = invoice;
  if (invoice.status !== "OPEN" && !accessories) redirect(base);
  const fields = accessories
    ? accessoryFields(accessories, receivedOn)
    : [
        ...paymentFields({
          receivedOn,
          amountCents: balanceCents,
          balanceCents,
          ...contestedDetail(invoice),
        }),
        SURPLUS_FIELD,
      ];
  return (
    <InvoiceForm
      home={home}
      invoice={invoice}
      title={accessories ? "Enregistrer le règlement des pénalités" : "Enregistrer un règlement"}
    >
      <ActionForm
        action={savePayment}
        hidden={{ ...hidden, ...newFormKey() }}
        fields={fields}
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
