import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { stepDraft } from "@/domain/dunning/scenario";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { readScenario } from "@/usecases/dunning/readScenario";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { stepFields } from "../../_parts/stepFields";
import { writeStep } from "../../actions";

export const metadata: Metadata = { title: "Ajouter une étape" };

/** Days after the last step that a new one is proposed at. */
const PROPOSED_GAP_DAYS = 7;

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function NewStepPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access, user } = await enterCompany(societe, "configure");
  const query = { offsetDays: null, invoiceId: "" };
  const scenario = await orNotFound(readScenario(ctx, id, query, { rates, callerName: user.name }));
  const base = `/${access.slug}/scenarios`;
  const offsetDays = (scenario.steps.at(-1)?.offsetDays ?? 0) + PROPOSED_GAP_DAYS;
  const step = { ...stepDraft({ offsetDays, channel: "EMAIL", tone: "FRIENDLY" }), texts: {} };
  return (
    <PageFrame>
      <Crumbs
        above={[
          { href: base, label: "Scénarios" },
          { href: `${base}/${id}`, label: scenario.name },
        ]}
      >
        Ajouter une étape
      </Crumbs>
      <PageHead title="Ajouter une étape">
        Elle s’ajoute au brouillon{"\u00a0"}: rien ne change avant sa mise en service.
      </PageHead>
      <ActionForm
        action={writeStep}
        hidden={{ societe: access.slug, scenario: id }}
        fields={stepFields(step, scenario.form)}
        submit="Ajouter l’étape"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={`${base}/${id}`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </PageFrame>
  );
}
