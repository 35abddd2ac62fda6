import type { Metadata } from "next";
import { addDays } from "@/domain/calendar";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { ActionForm } from "../../../../_forms/ActionForm";
import { newFormKey } from "../../../../_server/formKey";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { holdFields, PROPOSED_HOLD_DAYS } from "../../_parts/settlementFields";
import { suspend } from "../actions";

export const metadata: Metadata = { title: "Suspendre les relances" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function HoldPage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params);
  return (
    <InvoiceForm home={home} invoice={invoice} title="Suspendre les relances">
      <ActionForm
        action={suspend}
        hidden={{ ...hidden, ...newFormKey() }}
        fields={holdFields(addDays(invoice.today, PROPOSED_HOLD_DAYS))}
        submit="Suspendre"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </InvoiceForm>
  );
}
