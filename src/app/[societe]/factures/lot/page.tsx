import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { addDays } from "@/domain/calendar";
import { feminineCount } from "@/domain/countWords";
import { capitalised } from "@/domain/legal/phrases";
import { sumCents } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { BriefRow } from "@/ui/lists/BriefRow";
import { Rows } from "@/ui/lists/Rows";
import { Amount } from "@/ui/text/Amount";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { readChosenInvoices } from "@/usecases/invoicing/readChosenInvoices";
import { ActionForm } from "../../../_forms/ActionForm";
import { enterCompany, ownPath } from "../../../_server/company";
import { newFormKey } from "../../../_server/formKey";
import { param } from "../../../_server/paths";
import { holdFields, PROPOSED_HOLD_DAYS } from "../_parts/settlementFields";
import { excludeChosen, suspendChosen } from "./actions";

export const metadata: Metadata = { title: "Plusieurs factures" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Confirms one gesture over the invoices checked in the list. Reading it changes nothing. */
export default async function ChosenInvoicesPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { access, ctx, may } = await enterCompany(societe);
  if (!may("work")) notFound();
  const list = `/${access.slug}/factures`;
  const back = ownPath(param(search, "retour"), list);
  const { today, invoices } = await readChosenInvoices(ctx, [search.facture ?? []].flat());
  if (invoices.length === 0) redirect(back);
  const hidden = {
    societe: access.slug,
    retour: back,
    factures: invoices.map((invoice) => invoice.id).join(" "),
  };
  const isHold = param(search, "geste") !== "exclure";
  const title = isHold ? "Suspendre les relances" : "Exclure des relances";
  const many = `${capitalised(feminineCount(invoices.length))} facture${invoices.length > 1 ? "s" : ""}`;
  return (
    <PageFrame width="narrow">
      <Crumbs above={[{ href: back, label: "Factures" }]}>{title}</Crumbs>
      <PageHead title={title}>
        {many}, <Amount cents={sumCents(invoices.map((invoice) => invoice.balanceCents))} /> en tout.
        {!isHold &&
          " Plus aucune relance ne partira pour elles, jusqu’à ce que vous les incluiez de nouveau."}
      </PageHead>
      {isHold ? (
        <ActionForm
          action={suspendChosen}
          hidden={{ ...hidden, ...newFormKey() }}
          fields={holdFields(addDays(today, PROPOSED_HOLD_DAYS))}
          submit="Suspendre"
          cancel={
            <ButtonLink href={back} variant="quiet">
              Annuler
            </ButtonLink>
          }
        />
      ) : (
        <ActionForm
          action={excludeChosen}
          hidden={hidden}
          fields={[]}
          submit="Exclure des relances"
          cancel={
            <ButtonLink href={back} variant="quiet">
              Annuler
            </ButtonLink>
          }
        />
      )}
      <Section title="Factures choisies" count={invoices.length}>
        <Rows>
          {invoices.map((invoice) => (
            <BriefRow
              key={invoice.id}
              title={invoice.clientName}
              end={<Amount cents={invoice.balanceCents} />}
            >
              <NoBreak>{invoice.number}</NoBreak>, échéance le <DateText on={invoice.dueOn} />
            </BriefRow>
          ))}
        </Rows>
      </Section>
    </PageFrame>
  );
}
