import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Anchor } from "@/ui/text/Anchor";
import { proposeInvoice } from "@/usecases/invoicing/proposeInvoice";
import { listClientChoices } from "@/usecases/parties/listClientChoices";
import { ActionForm } from "../../../_forms/ActionForm";
import { enterCompany } from "../../../_server/company";
import { newFormKey } from "../../../_server/formKey";
import { param } from "../../../_server/paths";
import { invoiceClientFields } from "../_parts/clientFields";
import { DueDateProposal } from "../_parts/DueDateProposal";
import { invoiceDetailFields, invoiceFields, PDF_FIELD } from "../_parts/invoiceFields";
import { createInvoice } from "./actions";

export const metadata: Metadata = { title: "Nouvelle facture" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NewInvoicePage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { access, ctx, may } = await enterCompany(societe);
  if (!may("work")) notFound();
  const wanted = param(search, "client");
  const list = await listClientChoices(ctx, { search: "", chosenId: wanted });
  const proposal = await proposeInvoice(ctx);
  const home = `/${access.slug}`;
  const base = `${home}/factures/nouvelle`;
  const values = { ...EMPTY, issuedOn: proposal.today, dueOn: proposal.dueOn };
  const dueHint = `${proposal.termDays}${NBSP}jours après la facture, d’après vos conditions.`;
  const hasNoClient = list.choices.length === 0 && list.chosen === null;
  return (
    <PageFrame width="narrow">
      <Crumbs above={[{ href: `${home}/factures`, label: "Factures" }]}>Nouvelle facture</Crumbs>
      <PageHead title="Nouvelle facture">
        Recopiez ce qui figure sur votre facture. Une fois enregistrée, elle dit quelle relance partira, et
        quel jour. C’est un Factur-X ou un XML{"\u00a0"}?{" "}
        <Anchor href={`${home}/importer`}>Déposez-le, il se remplit seul</Anchor>.
      </PageHead>
      <ActionForm
        action={createInvoice}
        hidden={{ societe: access.slug, ...newFormKey() }}
        fields={[
          ...invoiceClientFields(list, base, wanted === NEW_CLIENT || hasNoClient),
          {
            kind: "group",
            title: "La facture",
            fields: [...invoiceFields(values, dueHint), { ...PDF_FIELD, isOptional: true }],
          },
          invoiceDetailFields(values),
        ]}
        submit="Enregistrer la facture"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={`${home}/factures`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      <DueDateProposal issuedId="issuedOn" dueId="dueOn" termDays={proposal.termDays} />
    </PageFrame>
  );
}

/** Word of the address for a client to create. */
const NEW_CLIENT = "nouveau";

const EMPTY = {
  number: "",
  subject: "",
  orderReference: null,
  performedOn: null,
  requestReceivedOn: null,
  totalCents: null,
  vatCents: null,
  mentionsPresent: true,
  dunningOptOut: false,
};
