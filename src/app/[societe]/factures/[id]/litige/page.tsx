import type { Metadata } from "next";
import { formatEuros } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { CATEGORY_NAMES } from "@/usecases/settlement/noteDispute";
import { ActionForm } from "../../../../_forms/ActionForm";
import { newFormKey } from "../../../../_server/formKey";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { dispute } from "../actions";

export const metadata: Metadata = { title: "Noter un litige" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function DisputePage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params);
  return (
    <InvoiceForm home={home} invoice={invoice} title="Noter un litige">
      <ActionForm
        action={dispute}
        hidden={{ ...hidden, ...newFormKey() }}
        fields={[
          {
            kind: "select",
            name: "category",
            label: "Ce qui est contesté",
            value: "QUALITY",
            options: Object.entries(CATEGORY_NAMES).map(([value, label]) => ({ value, label })),
          },
          {
            kind: "amount",
            name: "amountCents",
            label: "Montant contesté",
            isOptional: true,
            hint: `Vide\u00a0: toute la facture. Une partie des ${formatEuros(invoice.balanceCents)} laisse le reste suivre son cours.`,
          },
          { kind: "textarea", name: "message", label: "Ce que dit le client", isOptional: true },
        ]}
        submit="Noter le litige"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </InvoiceForm>
  );
}
