import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { FormLead } from "@/ui/controls/FormLead";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Anchor } from "@/ui/text/Anchor";
import { proposeInvoice } from "@/usecases/invoicing/proposeInvoice";
import { NEW_CLIENT } from "@/usecases/invoicing/recordInvoice";
import { type ClientChoices, listClientChoices } from "@/usecases/parties/listClientChoices";
import { ActionForm, type FieldSpec } from "../../../_forms/ActionForm";
import { enterCompany } from "../../../_server/company";
import { newFormKey } from "../../../_server/formKey";
import { param } from "../../../_server/paths";
import { ChooseClient, clientNote } from "../_parts/ChooseClient";
import { NEW_CLIENT_FIELDS } from "../_parts/clientFields";
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
  const text = param(search, "q");
  const list = await listClientChoices(ctx, { search: text, chosenId: wanted });
  const proposal = await proposeInvoice(ctx);
  const home = `/${access.slug}`;
  const base = `${home}/factures/nouvelle`;
  const values = { ...EMPTY, issuedOn: proposal.today, dueOn: proposal.dueOn };
  const client = clientPart(list, wanted, text);
  return (
    <PageFrame width="narrow">
      <Crumbs above={[{ href: `${home}/factures`, label: "Factures" }]}>Nouvelle facture</Crumbs>
      <PageHead title="Nouvelle facture">
        Recopiez ce qui figure sur votre facture. Une fois enregistrée, elle dit quelle relance partira, et
        quel jour.
      </PageHead>
      {client === "search" ? (
        <ChooseClient base={base} search={text} list={list} />
      ) : (
        <>
          <ClientLine list={list} isNew={client.hidden.clientId === NEW_CLIENT} base={base} />
          <ActionForm
            action={createInvoice}
            hidden={{ societe: access.slug, ...client.hidden, ...newFormKey() }}
            fields={[
              ...client.fields,
              ...invoicePart(client, [
                ...invoiceFields(
                  values,
                  `${proposal.termDays}${NBSP}jours après la facture, d’après vos conditions.`,
                ),
                { ...PDF_FIELD, isOptional: true },
              ]),
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
        </>
      )}
    </PageFrame>
  );
}

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

type ClientPart = { hidden: Record<string, string>; fields: FieldSpec[] };

/** How the client is given: chosen in the address, new, picked in a short list, or searched first. */
function clientPart(list: ClientChoices, wanted: string, search: string): ClientPart | "search" {
  if (list.chosen) return { hidden: { clientId: list.chosen.id }, fields: [] };
  const hasNone = list.choices.length === 0 && search === "";
  if (wanted === NEW_CLIENT || hasNone) {
    return { hidden: { clientId: NEW_CLIENT }, fields: [NEW_CLIENT_FIELDS] };
  }
  if (list.isCut || search !== "") return "search";
  const options = list.choices.map((choice) => ({ value: choice.id, label: labelOf(choice) }));
  return {
    hidden: {},
    fields: [
      {
        kind: "select",
        name: "clientId",
        label: "Client",
        options: [{ value: "", label: "Choisissez un client" }, ...options],
      },
    ],
  };
}

/** Under the fields of a new client, those of the invoice take a title of their own. */
function invoicePart(client: ClientPart, fields: readonly FieldSpec[]): readonly FieldSpec[] {
  const isNew = client.hidden.clientId === NEW_CLIENT;
  return isNew ? [{ kind: "group", title: "La facture", fields }] : fields;
}

function labelOf(choice: ClientChoices["choices"][number]): string {
  return choice.city ? `${choice.name}, ${choice.city}` : choice.name;
}

/** Above the form: the client chosen, or the other way to give one. */
function ClientLine({ list, isNew, base }: { list: ClientChoices; isNew: boolean; base: string }) {
  if (list.chosen) {
    const note = clientNote(list.chosen);
    return (
      <FormLead>
        Pour <b>{list.chosen.name}</b>
        {note && <span className="muted">, {note}</span>}. <Anchor href={base}>Changer de client</Anchor>
      </FormLead>
    );
  }
  if (isNew) {
    if (list.choices.length === 0) return null;
    return (
      <FormLead>
        Ce client existe déjà{NBSP}? <Anchor href={base}>Le choisir dans la liste</Anchor>
      </FormLead>
    );
  }
  return (
    <FormLead>
      Le client n’est pas dans la liste{NBSP}?{" "}
      <Anchor href={`${base}?client=${NEW_CLIENT}`}>Créer un client</Anchor>
    </FormLead>
  );
}
