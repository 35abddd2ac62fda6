import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { readScenario } from "@/usecases/dunning/readScenario";
import { seenScenario } from "@/usecases/dunning/seenScenario";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { seenField } from "../../../../_server/seenField";
import { addressFormField } from "../../_parts/addressFormField";
import { archive, rename } from "../../actions";

export const metadata: Metadata = { title: "Nom et tutoiement" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function EditScenarioPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access, user } = await enterCompany(societe, "configure");
  const query = { offsetDays: null, invoiceId: "" };
  const scenario = await orNotFound(readScenario(ctx, id, query, { rates, callerName: user.name }));
  const base = `/${access.slug}/scenarios`;
  const isFree = !scenario.isDefault && scenario.clientCount + scenario.openCount === 0;
  return (
    <PageFrame>
      <Crumbs
        above={[
          { href: base, label: "Scénarios" },
          { href: `${base}/${id}`, label: scenario.name },
        ]}
      >
        Nom et tutoiement
      </Crumbs>
      <PageHead title="Nom et tutoiement">
        Changer de tutoiement ouvre un brouillon{"\u00a0"}: les textes déjà envoyés ne changent pas.
      </PageHead>
      <ActionForm
        action={rename}
        hidden={{
          societe: access.slug,
          scenario: id,
          ...seenField(seenScenario(id, scenario.name, scenario.form).record),
        }}
        fields={[
          { kind: "text", name: "name", label: "Nom", value: scenario.name },
          addressFormField(scenario.form),
        ]}
        submit="Enregistrer"
        cancel={
          <ButtonLink href={`${base}/${id}`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      {isFree && (
        <Section title="Archiver">
          <p className="muted">Personne ne suit ce scénario. Archivé, il quitte les listes.</p>
          <GestureButton
            action={archive}
            values={{ societe: access.slug, scenario: id, retour: `${base}/${id}/modifier` }}
            variant="critical"
          >
            Archiver le scénario
          </GestureButton>
        </Section>
      )}
    </PageFrame>
  );
}
