import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { readScenarioChoice } from "@/usecases/dunning/chooseScenario";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import { enterCompany } from "../../../../_server/company";
import { nextWords } from "../../../scenarios/_parts/nextWords";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { chooseForInvoice, leaveChoice } from "../actions";

export const metadata: Metadata = { title: "Changer de scénario" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function InvoiceScenarioPage({ params }: Props) {
  const { societe, id } = await params;
  const { invoice, home, base, hidden } = await enterInvoice(params);
  const { ctx } = await enterCompany(societe, "work");
  const choice = await readScenarioChoice(ctx, id);
  return (
    <InvoiceForm home={home} invoice={invoice} title="Changer de scénario">
      <ActionForm
        action={chooseForInvoice}
        hidden={hidden}
        fields={[
          {
            kind: "radio",
            name: "versionId",
            label: "Cette facture suit",
            value: choice.options.find((option) => option.isCurrent)?.versionId ?? "",
            options: choice.options.map((option) => ({
              value: option.versionId,
              label: `${option.name}, version ${option.version}`,
              hint:
                option.next.words === null
                  ? "Plus rien ensuite."
                  : `Ensuite\u00a0: ${nextWords(option.next)}.`,
            })),
          },
        ]}
        submit="Enregistrer"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      {choice.isOwn && (
        <GestureButton action={leaveChoice} values={{ ...hidden, retour: base }} variant="quiet">
          Revenir au scénario de son client
        </GestureButton>
      )}
    </InvoiceForm>
  );
}
