import type { Metadata } from "next";
import { formatEuros } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { FormStack } from "@/ui/controls/FormStack";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Banner } from "@/ui/messages/Banner";
import { Amount } from "@/ui/text/Amount";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { type PaymentLine, readOnePayment } from "@/usecases/settlement/listPayments";
import { METHOD_NAMES } from "@/usecases/settlement/recordPayment";
import { GestureButton } from "../../../../_forms/GestureButton";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { undoPayment } from "../../actions";

export const metadata: Metadata = { title: "Annuler un règlement" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function UndoPaymentPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "work");
  const payment = await orNotFound(readOnePayment(ctx, id));
  const base = `/${access.slug}/encaissements`;
  return (
    <PageFrame width="narrow">
      <Crumbs above={[{ href: base, label: "Encaissements" }]}>Annuler un règlement</Crumbs>
      <PageHead title={typeset("Annuler ce règlement ?")} amountCents={payment.amountCents}>
        {payment.clientName}, reçu le <DateText on={payment.receivedOn} />
      </PageHead>
      <FormStack>
        {payment.isReversed ? (
          <Banner>Ce règlement est déjà annulé.</Banner>
        ) : (
          <Banner tone="caution">
            {whatFollows(payment)} {creditWords(payment)}Les deux écritures restent lisibles.
          </Banner>
        )}
        <PaymentFacts payment={payment} />
        <Buttons>
          {!payment.isReversed && (
            <GestureButton
              action={undoPayment}
              values={{
                societe: access.slug,
                reglement: payment.id,
                retour: `${base}/${payment.id}/annuler`,
              }}
              variant="critical"
              icon="undo"
              pending="Annulation…"
            >
              Annuler le règlement
            </GestureButton>
          )}
          <ButtonLink href={base}>
            {payment.isReversed ? "Revenir aux encaissements" : "Le garder"}
          </ButtonLink>
        </Buttons>
      </FormStack>
    </PageFrame>
  );
}

function whatFollows({ invoices, amountCents, accessoryCents }: PaymentLine): string {
  if (amountCents === accessoryCents)
    return "Les pénalités et l’indemnité qu’il payait seront de nouveau dues.";
  const due =
    invoices.length > 1 ? "Ces factures seront de nouveau dues" : "Cette facture sera de nouveau due";
  return `${due}, et les relances reprendront où elles en étaient.`;
}

/** What it had left goes with it. */
function creditWords({ surplusCents }: PaymentLine): string {
  return surplusCents === 0n
    ? ""
    : `L’avoir de ${formatEuros(surplusCents)}, reçu en même temps, est annulé aussi. `;
}

function PaymentFacts({ payment }: { payment: PaymentLine }) {
  return (
    <Facts layout="wide">
      <Fact term="Moyen">{METHOD_NAMES[payment.method]}</Fact>
      {payment.reference && <Fact term="Référence">{payment.reference}</Fact>}
      {payment.accessoryCents > 0n && (
        <Fact term="Pénalités et indemnité">
          <Amount cents={payment.accessoryCents} />
        </Fact>
      )}
      {payment.invoices.map((invoice) => (
        <Fact key={invoice.id} term={<NoBreak>{invoice.number}</NoBreak>}>
          <Amount cents={invoice.amountCents} />
        </Fact>
      ))}
    </Facts>
  );
}
