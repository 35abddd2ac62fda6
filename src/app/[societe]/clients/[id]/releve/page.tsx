import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { EmptyState } from "@/ui/messages/EmptyState";
import { AccountSheet } from "@/ui/surfaces/AccountSheet";
import { type AccountStatement, readAccountStatement } from "@/usecases/parties/accountStatement";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { PrintButton } from "./PrintButton";

export const metadata: Metadata = { title: "Relevé de compte" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function StatementPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe);
  const statement = await orNotFound(readAccountStatement(ctx, id));
  const base = `/${access.slug}/clients`;
  const here = `${base}/${id}`;
  return (
    <PageFrame>
      <div className="screen-only">
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
          actions={
            statement.invoices.length > 0 && (
              <>
                <ButtonLink href={`${here}/releve/csv`} icon="download" download>
                  Fichier CSV
                </ButtonLink>
                <PrintButton />
              </>
            )
          }
        >
          Les factures encore dues par {statement.client.name}, hors pénalités.
        </PageHead>
      </div>
      {statement.invoices.length === 0 ? (
        <EmptyState icon="checkCircle" title="Rien à régler">
          Toutes les factures de ce client sont soldées ou closes.
        </EmptyState>
      ) : (
        <Sheet statement={statement} />
      )}
    </PageFrame>
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
      overdueCents={statement.overdueCents}
      payment={[
        ...(creditor.iban ? [{ label: "IBAN", value: creditor.iban }] : []),
        ...(creditor.iban && creditor.bic ? [{ label: "BIC", value: creditor.bic }] : []),
        ...(reference ? [{ label: "Référence à rappeler", value: reference }] : []),
      ]}
      footer={creditor.identity}
    />
  );
}
