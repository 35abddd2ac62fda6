import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { readClientForm } from "@/usecases/parties/clientForm";
import { ActionForm } from "../../../_forms/ActionForm";
import { enterCompany } from "../../../_server/company";
import { newFormKey } from "../../../_server/formKey";
import { clientFields } from "../_parts/clientFields";
import { addClient } from "../actions";

export const metadata: Metadata = { title: "Nouveau client" };

export default async function NewClientPage({ params }: { params: Promise<{ societe: string }> }) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe, "work");
  const base = `/${access.slug}/clients`;
  return (
    <PageFrame width="narrow">
      <Crumbs above={[{ href: base, label: "Clients" }]}>Nouveau client</Crumbs>
      <PageHead title="Nouveau client">
        Le nom et le type suffisent pour commencer{"\u00a0"}; l’adresse électronique, pour relancer.
      </PageHead>
      <ActionForm
        action={addClient}
        hidden={{ societe: access.slug, ...newFormKey() }}
        fields={clientFields(await readClientForm(ctx, null))}
        submit="Enregistrer le client"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </PageFrame>
  );
}
