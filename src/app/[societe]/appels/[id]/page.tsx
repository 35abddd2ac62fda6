import type { Metadata } from "next";
import { NBSP } from "@/domain/money";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { Sentence } from "@/ui/text/Sentence";
import { readCall } from "@/usecases/dunning/readCall";
import { CALL_OUTCOMES, OUTCOME_NAMES } from "@/usecases/dunning/recordCall";
import { ActionForm } from "../../../_forms/ActionForm";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { orNotFound } from "../../../_server/orNotFound";
import { param } from "../../../_server/paths";
import { CallWords } from "../../_aujourdhui/CallWords";
import { callFacts } from "../../_aujourdhui/words";
import { noteCall } from "./actions";
import { anyOutcomeFields, fieldsOf } from "./callFields";

export const metadata: Metadata = { title: "Appel" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CallPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const search = await searchParams;
  const wanted = param(search, "issue");
  const { user, access, ctx, may } = await enterCompany(societe);
  const call = await orNotFound(readCall(ctx, id, user.name));
  const home = `/${access.slug}`;
  const outcome = CALL_OUTCOMES.find((one) => one === wanted) ?? null;
  return (
    <PageFrame width="narrow">
      <FlashLine params={search} />
      <Crumbs above={[{ href: home, label: "Aujourd’hui" }]}>Appel</Crumbs>
      <PageHead
        title={call.clientName}
        amountCents={call.amountCents}
        actions={
          call.phone && (
            <ButtonLink href={`tel:${call.phone}`} icon="phone">
              {formatPhoneNumber(call.phone)}
            </ButtonLink>
          )
        }
      >
        <Sentence>{callFacts(call)}</Sentence>
      </PageHead>
      {call.state === "OPEN" ? (
        <>
          <Section title="Avant d’appeler">
            <CallWords call={call} />
          </Section>
          {may("work") && (
            <Section
              title={
                outcome ? `Noter l’appel${NBSP}: ${OUTCOME_NAMES[outcome].toLowerCase()}` : "Noter l’appel"
              }
              id="noter"
              aside={outcome && <Anchor href={`${home}/appels/${call.id}`}>Autre issue</Anchor>}
            >
              <ActionForm
                key={outcome ?? "any"}
                action={noteCall}
                hidden={{ societe: access.slug, appel: call.id, ...(outcome && { outcome }) }}
                fields={outcome ? fieldsOf(call, outcome) : anyOutcomeFields(call)}
                submit="Enregistrer l’appel"
                pending="Enregistrement…"
                cancel={
                  <ButtonLink href={home} variant="quiet">
                    Annuler
                  </ButtonLink>
                }
              />
            </Section>
          )}
        </>
      ) : (
        <Banner icon="check">
          {call.state === "DONE" ? "Cet appel a été noté." : "Cet appel n’est plus utile."}{" "}
          {call.invoices[0] && (
            <Anchor href={`${home}/factures/${call.invoices[0].id}#historique`}>Voir ce qui s’est dit</Anchor>
          )}
        </Banner>
      )}
    </PageFrame>
  );
}
