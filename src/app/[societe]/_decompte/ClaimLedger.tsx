import type { ReactNode } from "react";
import { formatDate } from "@/domain/dateText";
import { type AccessoryAccount, sumAccounts } from "@/domain/legal/accessoryLedger";
import { mayWaive, PUBLIC_WAIVER_REFUSAL } from "@/domain/legal/waiver";
import { plainAmount } from "@/domain/money";
import { Section } from "@/ui/layout/Section";
import { Entries, Entry } from "@/ui/lists/Entries";
import { Details } from "@/ui/messages/Details";
import { Cell, Column, RowHeader, Table, TableBody, TableFoot, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { Notice } from "@/ui/text/Notice";
import { Sentence } from "@/ui/text/Sentence";
import type { ClaimedInvoice } from "@/usecases/legal/readClaim";
import { ActionForm } from "../../_forms/ActionForm";
import type { FieldSpec } from "../../_forms/fieldSpec";
import { GestureButton } from "../../_forms/GestureButton";
import { newFormKey } from "../../_server/formKey";
import { takeBackWaiver, waive } from "./actions";
import type { ClaimPageContext } from "./ClaimPageContext";

/** What became of each sum beyond the invoices: the columns add up to what accrued. */
export function ClaimLedger({ page, paidLate }: { page: ClaimPageContext; paidLate: ReactNode }) {
  const { invoices, client } = page.claim;
  const rows = invoices.map((invoice) => ({
    invoice,
    account: sumAccounts([invoice.ledger.penalty, invoice.ledger.flatFee]),
  }));
  const total = sumAccounts(rows.map((row) => row.account));
  if (total.accruedCents === 0n) return paidLate;
  return (
    <Section title="Pénalités et indemnités, ce qu’elles deviennent" id="suivi">
      <Table caption="Pénalités et indemnités par facture">
        <TableHead>
          <Column>Facture</Column>
          <Column align="end">Courues</Column>
          <Column align="end">Réglées</Column>
          <Column align="end">Remises</Column>
          <Column align="end">Réclamées, dues</Column>
          <Column align="end">Pas encore réclamées</Column>
        </TableHead>
        <TableBody>
          {rows.map(({ invoice, account }) => (
            <TableRow key={invoice.id}>
              <RowHeader sub={lastDemand(invoice)}>
                <NoBreak>{invoice.number}</NoBreak>
              </RowHeader>
              <Figures account={account} />
            </TableRow>
          ))}
        </TableBody>
        {rows.length > 1 && (
          <TableFoot>
            <RowHeader>Total</RowHeader>
            <Figures account={total} />
          </TableFoot>
        )}
      </Table>
      <p className="small muted table__note">
        Courues = réglées + remises + réclamées + pas encore réclamées. Un message, une lettre ou un décompte
        réclame tout ce qui est dû à son jour : rien n’est compté deux fois.
      </p>
      {paidLate}
      <Demands page={page} />
      {mayWaive(client.kind) ? (
        <Waivers page={page} />
      ) : (
        <p className="small table__note">
          <Notice tone="info" icon="lock">
            <Sentence>{PUBLIC_WAIVER_REFUSAL}</Sentence>
          </Notice>
        </p>
      )}
    </Section>
  );
}

function lastDemand({ ledger }: ClaimedInvoice): string {
  return ledger.lastDemandOn ? `Réclamées le ${formatDate(ledger.lastDemandOn)}` : "Jamais réclamées";
}

function Figures({ account }: { account: AccessoryAccount }) {
  const cells = [
    ["Courues", account.accruedCents],
    ["Réglées", account.paidCents],
    ["Remises", account.waivedCents],
    ["Réclamées, dues", account.demandedCents],
    ["Pas encore réclamées", account.undemandedCents],
  ] as const;
  return cells.map(([label, cents]) => (
    <Cell key={label} align="end" phone="pair" label={label}>
      <Amount cents={cents} />
    </Cell>
  ));
}

const SOURCES = { MESSAGE: "Relance", LETTER: "Lettre", STATEMENT: "Décompte adressé" } as const;
const PLACES = { MESSAGE: "messages", LETTER: "courriers", STATEMENT: "documents" } as const;

/** Each document that asked for something, to open it. */
function Demands({ page }: { page: ClaimPageContext }) {
  const demands = page.claim.invoices.flatMap((invoice) =>
    invoice.demands.map((demand) => ({ ...demand, number: invoice.number })),
  );
  if (demands.length === 0) return null;
  return (
    <Details summary={demands.length > 1 ? `Les ${demands.length} demandes` : "La demande"}>
      <Entries>
        {demands.map((demand) => (
          <Entry
            key={`${demand.sourceId} ${demand.invoiceId}`}
            title={
              <Anchor href={`${page.home}/${PLACES[demand.source]}/${demand.sourceId}`}>
                {`${SOURCES[demand.source]} du ${formatDate(demand.on)}`}
              </Anchor>
            }
            note={demand.number}
            end={<Amount cents={demand.penaltyCents + demand.flatFeeCents} />}
          />
        ))}
      </Entries>
    </Details>
  );
}

/** Gestures that stand, and the form for one more. */
function Waivers({ page }: { page: ClaimPageContext }) {
  const { claim, mayApprove, slug, here } = page;
  const given = claim.invoices.flatMap((invoice) =>
    invoice.waivers.map((waiver) => ({ ...waiver, number: invoice.number })),
  );
  return (
    <>
      {given.length > 0 && (
        <Entries>
          {given.map((waiver) => (
            <Entry
              key={waiver.id}
              title={`Remise du ${formatDate(waiver.on)}, ${waiver.number}`}
              note={
                <>
                  {waiver.reason}
                  {mayApprove && (
                    <Details summary="Reprendre cette remise">
                      <GestureButton
                        action={takeBackWaiver}
                        values={{ societe: slug, retour: here, remise: waiver.id }}
                        variant="critical"
                        size="small"
                      >
                        La somme redevient due
                      </GestureButton>
                    </Details>
                  )}
                </>
              }
              end={<Amount cents={waiver.penaltyCents + waiver.flatFeeCents} />}
            />
          ))}
        </Entries>
      )}
      {mayApprove &&
        claim.on === claim.today &&
        claim.invoices.map((invoice) => <WaiverForm key={invoice.id} invoice={invoice} page={page} />)}
    </>
  );
}

function WaiverForm({ invoice, page }: { invoice: ClaimedInvoice; page: ClaimPageContext }) {
  const { statement } = invoice;
  const penaltyCents = statement.penaltyCents - statement.penaltySettledCents;
  const feeCents = statement.flatFeeCents - statement.flatFeeSettledCents;
  if (penaltyCents + feeCents === 0n) return null;
  return (
    <Details summary={`Accorder une remise sur ${invoice.number}`}>
      <ActionForm
        key={`${penaltyCents} ${feeCents}`}
        action={waive}
        hidden={{ societe: page.slug, retour: page.here, facture: invoice.id, ...newFormKey() }}
        idPrefix={`remise-${invoice.id}-`}
        fields={waiverFields(penaltyCents, feeCents)}
        submit="Accorder la remise"
        variant="outlined"
      />
    </Details>
  );
}

function waiverFields(penaltyCents: bigint, feeCents: bigint): FieldSpec[] {
  return [
    ...(penaltyCents > 0n
      ? [
          {
            kind: "amount" as const,
            name: "penaltyCents",
            label: "Intérêts abandonnés",
            hint: "Courus à ce jour. Ceux des jours suivants restent dus.",
            isOptional: true,
            value: plainAmount(penaltyCents).replace(".", ","),
          },
        ]
      : []),
    ...(feeCents > 0n
      ? [{ kind: "checkbox" as const, name: "flatFee", label: "Abandonner aussi l’indemnité forfaitaire" }]
      : []),
    {
      kind: "text",
      name: "reason",
      label: "Raison",
      hint: "Gardée au journal : geste commercial, accord sur un échéancier…",
    },
  ];
}
