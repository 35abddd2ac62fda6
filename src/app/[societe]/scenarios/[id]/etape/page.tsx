import type { Metadata } from "next";
import { rates } from "@/context/rates";
import type { TextLanguage } from "@/domain/dunning/readyTexts";
import { proposedStep } from "@/domain/dunning/scenario";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { readScenario } from "@/usecases/dunning/readScenario";
import { tryStep } from "@/usecases/dunning/tryStep";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { param } from "../../../../_server/paths";
import { ReaderChoiceForm, StepReader } from "../../_parts/StepReader";
import { stepFields } from "../../_parts/stepFields";
import { writeStep } from "../../actions";

/** The words of a new step are written in French first. */
const LANGUAGE: TextLanguage = "fr";

export const metadata: Metadata = { title: "Ajouter une étape" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NewStepPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access, user } = await enterCompany(societe, "configure");
  const query = { offsetDays: null, invoiceId: param(await searchParams, "facture"), language: LANGUAGE };
  const source = { rates, callerName: user.name };
  const scenario = await orNotFound(readScenario(ctx, id, query, source));
  const { preview, invoice } = await tryStep(ctx, id, query, {}, source);
  const base = `/${access.slug}/scenarios`;
  const step = { ...proposedStep(scenario.steps), texts: {} };
  const here = `${base}/${id}/etape`;
  const reader = preview && (
    <StepReader
      scenario={scenario}
      invoiceId={invoice?.id ?? ""}
      step={step}
      preview={preview}
      language={LANGUAGE}
      base={`${base}/${id}`}
      named={{ nouvelle: "1" }}
    />
  );
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
        fields={stepFields(step, scenario.form, LANGUAGE, reader)}
        submit="Ajouter l’étape"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={`${base}/${id}`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      {reader && <ReaderChoiceForm here={here} kept={{}} />}
    </PageFrame>
  );
}
