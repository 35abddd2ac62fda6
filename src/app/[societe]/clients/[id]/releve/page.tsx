import type { Metadata } from "next";
import { formatDate } from "@/domain/dateText";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { EmptyState } from "@/ui/messages/EmptyState";
import { AccountSheet } from "@/ui/surfaces/AccountSheet";
import { Sentence } from "@/ui/text/Sentence";
import { type AccountStatement, readAccountStatement } from "@/usecases/parties/accountStatement";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { FlashLine } from "../../../../_server/FlashLine";
import { orNotFound } from "../../../../_server/orNotFound";
import { chooseMonthly } from "./actions";
import { PrintButton } from "./PrintButton";

export const metadata: Metadata = { title: "Relevé de compte" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function StatementPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const statement = await orNotFound(readAccountStatement(ctx, id));
  const base = `/${access.slug}/clients`;
  const here = `${base}/${id}`;
  const isEmpty = statement.invoices.length === 0 && statement.credits.length === 0;
  return (
    <PageFrame>
      <div className="screen-only">
        <FlashLine params={await searchParams} />
        <Crumbs
          above={[
            { href: base, label: "Clients" },
            { href: here, label: statement.client.name },
          ]}
        >
          Relevé
        </Crumbs>
        <PageHead
          title="Relevé de compte"
          actions={<Gestures here={here} isEmpty={isEmpty} mayWork={may("work")} />}
        >
          Les factures encore dues par {statement.client.name}, hors pénalités.
        </PageHead>
      </div>
      {isEmpty ? (
        <EmptyState icon="checkCircle" title="Rien à régler">
          Toutes les factures de ce client sont soldées ou closes.
        </EmptyState>
      ) : (
        <Sheet statement={statement} />
      )}
      {may("work") && <Monthly statement={statement} slug={access.slug} />}
    </PageFrame>
  );
}

function Gestures({ here, isEmpty, mayWork }: { here: string; isEmpty: boolean; mayWork: boolean }) {
  return (
    <>
      {!isEmpty && (
        <>
          <ButtonLink href={`${here}/releve/csv`} icon="download" download>
            Fichier CSV
          </ButtonLink>
          <PrintButton />
        </>
      )}
      {mayWork && (
        <ButtonLink href={`${here}/releve/envoyer`} icon="send" variant="primary">
          Envoyer par e-mail
        </ButtonLink>
      )}
    </>
  );
}

function Sheet({ statement }: { statement: AccountStatement }) {
  const { creditor, client, invoices } = statement;
  const reference = client.reference ?? (invoices.length === 1 ? invoices[0]?.number : undefined);
  return (
    <AccountSheet
      on={statement.on}
      creditor={{ name: creditor.name, lines: creditor.addressLines }}
      debtor={{ name: client.name, lines: client.addressLines }}
      invoices={invoices.map((invoice) => ({
        ...invoice,
        settledCents: invoice.totalCents - invoice.balanceCents,
      }))}
      total={statement}
      dueCents={statement.dueCents}
      credits={statement.credits}
      netCents={statement.netCents}
      payment={[
        ...(creditor.iban ? [{ label: "IBAN", value: creditor.iban }] : []),
        ...(creditor.iban && creditor.bic ? [{ label: "BIC", value: creditor.bic }] : []),
        ...(reference ? [{ label: "Référence à rappeler", value: reference }] : []),
      ]}
      footer={creditor.identity}
    />
  );
}

/** Whether this client has one by email each month. */
function Monthly({ statement, slug }: { statement: AccountStatement; slug: string }) {
  const { monthly, client } = statement;
  return (
    <div className="section screen-only">
      <Section title="Relevé mensuel" id="mensuel">
        <p className="muted">
          <Sentence>{monthlyWords(monthly)}</Sentence>
        </p>
        <ActionForm
          action={chooseMonthly}
          hidden={{ societe: slug, client: client.id }}
          variant="outlined"
          fields={[
            {
              kind: "radio",
              name: "releves",
              label: "Ce client",
              value: monthly.choice,
              options: [
                { value: "schedule", label: "Suit la règle de la société" },
                { value: "in", label: "Reçoit un relevé chaque mois" },
                { value: "out", label: "N’en reçoit pas" },
              ],
            },
          ]}
          submit="Enregistrer"
        />
      </Section>
    </div>
  );
}

function monthlyWords({ nextOn, sentence }: AccountStatement["monthly"]): string {
  const next = nextOn
    ? `Prochain relevé par courriel le ${formatDate(nextOn)}.`
    : "Aucun relevé mensuel n’est prévu.";
  return typeset([next, sentence].filter(Boolean).join(" "));
}
