import type { Metadata } from "next";
import { READY_SCENARIOS } from "@/domain/dunning/readyScenarios";
import { offsetLabel } from "@/domain/dunning/scenario";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { ActionForm } from "../../../_forms/ActionForm";
import { enterCompany } from "../../../_server/company";
import { newFormKey } from "../../../_server/formKey";
import { addressFormField } from "../_parts/addressFormField";
import { create } from "../actions";

export const metadata: Metadata = { title: "Nouveau scénario" };

export default async function NewScenarioPage({ params }: { params: Promise<{ societe: string }> }) {
  const { societe } = await params;
  const { access } = await enterCompany(societe, "configure");
  const base = `/${access.slug}/scenarios`;
  return (
    <PageFrame>
      <Crumbs above={[{ href: base, label: "Scénarios" }]}>Nouveau scénario</Crumbs>
      <PageHead title="Nouveau scénario">
        Partez d’un modèle{"\u00a0"}: chaque étape, chaque mot se change ensuite.
      </PageHead>
      <ActionForm
        action={create}
        hidden={{ societe: access.slug, ...newFormKey() }}
        fields={[
          { kind: "text", name: "name", label: "Nom", hint: "Pour vous seul : « Grands comptes »." },
          {
            kind: "radio",
            name: "model",
            label: "Modèle de départ",
            value: "standard",
            options: READY_SCENARIOS.map(({ key, name, purpose, steps }) => ({
              value: key,
              label: `${name} (${steps.map((step) => offsetLabel(step.offsetDays)).join(", ")})`,
              hint: typeset(purpose),
            })),
          },
          addressFormField("FORMAL"),
        ]}
        submit="Créer le scénario"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </PageFrame>
  );
}
