import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { formatDateShort } from "@/domain/dateText";
import { formatEuros } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { EmptyState } from "@/ui/messages/EmptyState";
import { listPayers, type PaymentFormFacts, readPaymentForm } from "@/usecases/settlement/readPaymentForm";
import { METHOD_NAMES, PAYMENT_METHODS } from "@/usecases/settlement/recordPayment";
import { enterCompany } from "../../../_server/company";
import { newFormKey } from "../../../_server/formKey";
import { orNotFound } from "../../../_server/orNotFound";
import { param } from "../../../_server/paths";
import { PayerChoice } from "../_parts/PayerChoice";
import { PaymentForm } from "./PaymentForm";

export const metadata: Metadata = { title: "Enregistrer un règlement" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NewPaymentPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { ctx, access } = await enterCompany(societe, "work");
  const base = `/${access.slug}/encaissements`;
  const clientId = param(search, "client");
  return (
    <PageFrame width="narrow">
      <Crumbs above={[{ href: base, label: "Encaissements" }]}>Enregistrer un règlement</Crumbs>
      {clientId === "" ? (
        <>
          <PageHead title="Qui a payé&nbsp;?">Les clients qui ont quelque chose à régler.</PageHead>
          <PayerChoice
            here={`${base}/nouveau`}
            search={param(search, "q")}
            payers={await listPayers(ctx, param(search, "q"), rates)}
          />
        </>
      ) : (
        <OnePayment slug={access.slug} form={await orNotFound(readPaymentForm(ctx, clientId, rates))} />
      )}
    </PageFrame>
  );
}

function OnePayment({ slug, form }: { slug: string; form: PaymentFormFacts }) {
  const base = `/${slug}/encaissements`;
  if (form.invoices.length === 0) {
    return (
      <>
        <PageHead title={form.client.name} />
        <EmptyState
          title="Ce client ne doit plus rien"
          action={<ButtonLink href={`${base}/nouveau`}>Choisir un autre client</ButtonLink>}
        >
          Toutes ses factures sont soldées ou closes.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHead title={form.client.name} amountCents={form.openCents || form.accessoryCents}>
        {dueWords(form)}
      </PageHead>
      <PaymentForm
        slug={slug}
        formKey={newFormKey()}
        clientId={form.client.id}
        today={form.today}
        methods={PAYMENT_METHODS.map((value) => ({ value, label: METHOD_NAMES[value] }))}
        invoices={form.invoices.map((invoice) => ({
          id: invoice.id,
          number: invoice.number,
          due:
            invoice.balanceCents === 0n
              ? "soldée, pénalités et indemnité"
              : `${invoice.dueOn < form.today ? "échue le" : "échéance du"} ${formatDateShort(invoice.dueOn, true)}${contestedWords(invoice)}`,
          balance: formatEuros(invoice.balanceCents || invoice.accessoryCents),
        }))}
      />
    </>
  );
}

/** What of the balance is paid last. */
function contestedWords({ contested }: PaymentFormFacts["invoices"][number]): string {
  return contested ? `, ${formatEuros(contested.cents)} contestés` : "";
}

/** On how many invoices the sum above is owed, and what is due beyond it on those settled before. */
function dueWords({ invoices, openCents, accessoryCents }: PaymentFormFacts): string {
  const openCount = invoices.filter((invoice) => invoice.balanceCents > 0n).length;
  if (openCents === 0n) return "de pénalités et d’indemnité restent dus.";
  const open = `restent dus ${openCount > 1 ? `sur ${openCount} factures` : "sur une facture"}`;
  return accessoryCents === 0n
    ? `${open}.`
    : `${open}, et ${formatEuros(accessoryCents)} de pénalités et d’indemnité sur ce qui est déjà soldé.`;
}
