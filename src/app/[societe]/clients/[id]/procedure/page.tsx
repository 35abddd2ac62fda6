import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { rates } from "@/context/rates";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { readInsolvency } from "@/usecases/legal/readInsolvency";
import { readClient } from "@/usecases/parties/readClient";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { declarationFields, insolvencyFields, LIFT_FIELDS } from "./_parts/insolvencyFields";
import { change, declare, lift, open } from "./actions";

export const metadata: Metadata = { title: "Procédure collective" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function InsolvencyPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  if (!may("work")) notFound();
  const client = await orNotFound(readClient(ctx, id));
  const view = await readInsolvency(ctx, client.id, rates);
  const base = `/${access.slug}/clients/${client.id}`;
  const hidden = { societe: access.slug, client: client.id };
  const cancel = (
    <ButtonLink href={base} variant="quiet">
      Annuler
    </ButtonLink>
  );
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: `/${access.slug}/clients`, label: "Clients" },
          { href: base, label: client.name },
        ]}
      >
        Procédure collective
      </Crumbs>
      <PageHead title={view ? "Modifier la procédure collective" : "Signaler une procédure collective"}>
        Sauvegarde, redressement ou liquidation{"\u00a0"}: le client n’a plus le droit de payer les factures
        antérieures au jugement, et vous n’avez plus le droit de les relancer. Tout s’arrête dès
        l’enregistrement.
      </PageHead>
      {view ? (
        <Stack gap="wide">
          <Section title="Créance déclarée" id="declaree">
            <ActionForm
              action={declare}
              hidden={hidden}
              idPrefix="declaration-"
              fields={declarationFields(view)}
              submit="Noter la déclaration"
              pending="Enregistrement…"
            />
          </Section>
          <Section title="La procédure" id="procedure">
            <ActionForm
              action={change}
              hidden={hidden}
              fields={insolvencyFields(view)}
              submit="Enregistrer"
              pending="Enregistrement…"
              variant="outlined"
              cancel={cancel}
            />
          </Section>
          <Section
            title="Lever la procédure"
            id="lever"
            aside="Les relances reprennent, une étape au plus par facture."
          >
            <ActionForm
              action={lift}
              hidden={hidden}
              idPrefix="levee-"
              fields={LIFT_FIELDS}
              submit="Lever la procédure"
              pending="Un instant…"
              variant="critical"
            />
          </Section>
        </Stack>
      ) : (
        <ActionForm
          action={open}
          hidden={hidden}
          fields={insolvencyFields(null)}
          submit="Tout arrêter pour ce client"
          pending="Un instant…"
          cancel={cancel}
        />
      )}
    </PageFrame>
  );
}
