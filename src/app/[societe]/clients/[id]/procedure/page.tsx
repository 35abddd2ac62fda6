import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { rates } from "@/context/rates";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Banner } from "@/ui/messages/Banner";
import { Sentence } from "@/ui/text/Sentence";
import { type InsolvencyView, readInsolvency } from "@/usecases/legal/readInsolvency";
import { readClient } from "@/usecases/parties/readClient";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { closureWords } from "../../_parts/closureWords";
import {
  CLOSE_FIELDS,
  declarationFields,
  insolvencyFields,
  WITHDRAW_FIELDS,
} from "./_parts/insolvencyFields";
import { change, close, declare, open, withdraw } from "./actions";

export const metadata: Metadata = { title: "Procédure collective" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function InsolvencyPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  if (!may("work")) notFound();
  const client = await orNotFound(readClient(ctx, id));
  const view = await readInsolvency(ctx, client.id, rates);
  const stage = view === null ? "NONE" : view.closedOn === null ? "RUNNING" : "CLOSED";
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
      <PageHead title={HEADS[stage]}>
        Sauvegarde, redressement ou liquidation{"\u00a0"}: le client n’a plus le droit de payer les factures
        antérieures au jugement, et vous n’avez plus le droit de les relancer. Tout s’arrête dès
        l’enregistrement.
      </PageHead>
      <Stack gap="wide">
        {view && stage === "RUNNING" && <Running view={view} hidden={hidden} cancel={cancel} />}
        {view && stage === "CLOSED" && (
          <Banner>
            <Sentence>{closureWords(view)}</Sentence>
          </Banner>
        )}
        {view && <Withdrawal hidden={hidden} />}
        {stage === "NONE" && <Opening hidden={hidden} cancel={cancel} />}
        {stage === "CLOSED" && (
          <Section title="Une autre procédure est ouverte" id="autre">
            <Opening hidden={hidden} cancel={cancel} />
          </Section>
        )}
      </Stack>
    </PageFrame>
  );
}

const HEADS = {
  NONE: "Signaler une procédure collective",
  RUNNING: "Modifier la procédure collective",
  CLOSED: "Procédure collective close",
} as const;

interface FormsProps {
  hidden: Record<string, string>;
}

function Opening({ hidden, cancel }: FormsProps & { cancel: ReactNode }) {
  return (
    <ActionForm
      action={open}
      hidden={hidden}
      fields={insolvencyFields(null)}
      submit="Tout arrêter pour ce client"
      pending="Un instant…"
      cancel={cancel}
    />
  );
}

/** A procedure that runs: what was declared, what is known of it, and how it ends. */
function Running({ view, hidden, cancel }: FormsProps & { view: InsolvencyView; cancel: ReactNode }) {
  return (
    <>
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
        title="Clôture de la procédure"
        id="close"
        aside="Les factures visées restent suspendues, sans relance ni intérêts."
      >
        <ActionForm
          action={close}
          hidden={hidden}
          idPrefix="cloture-"
          fields={CLOSE_FIELDS}
          submit="Noter la clôture"
          pending="Un instant…"
          variant="outlined"
        />
      </Section>
    </>
  );
}

function Withdrawal({ hidden }: FormsProps) {
  return (
    <Section
      title="Inscrite par erreur"
      id="erreur"
      aside="Comme si elle n’avait jamais été inscrite\u00a0: les relances et les échéanciers reprennent, une étape au plus par facture, et les intérêts courent de nouveau."
    >
      <ActionForm
        action={withdraw}
        hidden={hidden}
        idPrefix="erreur-"
        fields={WITHDRAW_FIELDS}
        submit="Retirer la procédure"
        pending="Un instant…"
        variant="critical"
      />
    </Section>
  );
}
