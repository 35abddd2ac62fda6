import type { Metadata } from "next";
import { formatCount } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { FormStack } from "@/ui/controls/FormStack";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Banner } from "@/ui/messages/Banner";
import { readImportUndo, type UndoPlan } from "@/usecases/invoicing/askImportUndo";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { documentsIn, participle, pdfsIn } from "../../_parts/words";
import { undo } from "../../actions";

export const metadata: Metadata = { title: "Annuler un import" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function UndoImportPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "work");
  const plan = await orNotFound(readImportUndo(ctx, id));
  const base = `/${access.slug}/importer`;
  const back = `${base}/${id}`;
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: base, label: "Importer" },
          { href: back, label: plan.fileName },
        ]}
      >
        Annuler
      </Crumbs>
      <PageHead title={typeset("Annuler cet import ?")}>{aboutOf(plan)}</PageHead>
      <FormStack>
        <What plan={plan} />
        {plan.refusal !== null || plan.untouched + plan.credits + plan.joined === 0 ? (
          <ButtonLink href={back}>Revenir à l’import</ButtonLink>
        ) : (
          <ActionForm
            action={undo}
            hidden={{ societe: access.slug, import: id, ...(plan.kept > 0 && { garder: "1" }) }}
            fields={[]}
            variant="critical"
            submit={
              plan.kept > 0
                ? `Annuler seulement ${othersIn(plan.untouched + plan.credits + plan.joined)}`
                : "Annuler l’import"
            }
            pending="Annulation…"
            cancel={<ButtonLink href={back}>Le garder</ButtonLink>}
          />
        )}
      </FormStack>
    </PageFrame>
  );
}

/** `l’autre`, `les 4 autres`. */
function othersIn(count: number): string {
  return count === 1 ? "l’autre" : `les ${formatCount(count)} autres`;
}

function aboutOf({ untouched, credits, joined, refusal }: UndoPlan): string {
  const count = untouched + credits;
  if (refusal !== null || count + joined === 0) return "";
  if (count === 0) {
    const [willBe, joint] = joined > 1 ? ["seront retirés", "leurs factures"] : ["sera retiré", "sa facture"];
    return typeset(`${pdfsIn(joined)} ${willBe} de ${joint}, qui ${joined > 1 ? "restent" : "reste"}.`);
  }
  const willBe = count > 1 ? "seront" : "sera";
  const what = `${documentsIn(untouched, credits)} ${willBe} ${participle(untouched, credits, "annulé")}`;
  const reminders =
    untouched > 0
      ? `plus aucune relance ne partira pour ${untouched > 1 ? "ces factures" : "cette facture"}`
      : "ce qui avait été déduit est de nouveau dû";
  return typeset(`${what} : ${reminders}. Les clients restent.`);
}

function What({ plan }: { plan: UndoPlan }) {
  if (plan.refusal !== null) return <Banner>{plan.refusal}</Banner>;
  if (plan.keptBecause !== null) return <Banner tone="caution">{plan.keptBecause}</Banner>;
  return (
    <Banner>
      {typeset("Importer de nouveau le même fichier remettra tout en place : rien n’est perdu.")}
    </Banner>
  );
}
