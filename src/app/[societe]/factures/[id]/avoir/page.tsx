import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { ActionForm } from "../../../../_forms/ActionForm";
import { newFormKey } from "../../../../_server/formKey";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { creditNoteFields } from "../../_parts/settlementFields";
import { credit } from "../actions";

export const metadata: Metadata = { title: "Ajouter un avoir" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function CreditNotePage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params);
  return (
    <InvoiceForm
      home={home}
      invoice={invoice}
      title="Ajouter un avoir"
      about="L’avoir est émis par votre logiciel de facturation. Ici, vous en prenez note pour que les relances demandent le bon montant."
    >
      <ActionForm
        action={credit}
        hidden={{ ...hidden, ...newFormKey() }}
        fields={creditNoteFields({ today: invoice.today, amountCents: invoice.balanceCents })}
        submit="Enregistrer l’avoir"
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
