import { rates } from "@/context/rates";
import { formatDateShort } from "@/domain/dateText";
import { formatEuros, NBSP } from "@/domain/money";
import { claimOf } from "@/domain/settlement/allocation";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Details } from "@/ui/messages/Details";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import type { CompanyCtx } from "@/usecases/ports";
import type { BankLineView } from "@/usecases/settlement/listBankLines";
import { type LinkablePayment, listLinkablePayments } from "@/usecases/settlement/listLinkablePayments";
import { listPayers, type PaymentFormFacts, readPaymentForm } from "@/usecases/settlement/readPaymentForm";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import { newFormKey } from "../../../../_server/formKey";
import { orNotFound } from "../../../../_server/orNotFound";
import { PayerChoice } from "../../_parts/PayerChoice";
import { leaveAside, linkPayment, pairByHand } from "../actions";
import { HandForm } from "./HandForm";

interface ByHandProps {
  ctx: CompanyCtx;
  line: BankLineView;
  slug: string;
  /** Address of the page. */
  here: string;
  choice: { clientId: string; search: string };
}

/** The other ways: a client and its invoices, a payment that is known, or none. */
export async function ByHand({ ctx, line, slug, here, choice }: ByHandProps) {
  const payments = await listLinkablePayments(ctx, line);
  const same = payments.filter(({ amountCents }) => amountCents === line.amountCents);
  const other = payments.filter(({ amountCents }) => amountCents !== line.amountCents);
  const known = { line, slug, here };
  const payers = choice.clientId === "" && (
    <PayerChoice
      here={here}
      search={choice.search}
      payers={await listPayers(ctx, choice.search, rates, "ALL")}
      level={3}
      noneWords="Cherchez une autre partie de son nom."
    />
  );
  return (
    <>
      {same.length > 0 && (
        <Section title="Un règlement déjà enregistré">
          <KnownPayments payments={same} {...known} />
        </Section>
      )}
      {choice.clientId !== "" ? (
        <Section title="Choisir les factures">
          <OnePayer
            line={line}
            slug={slug}
            here={here}
            form={await orNotFound(readPaymentForm(ctx, choice.clientId, rates))}
          />
        </Section>
      ) : line.proposal ? (
        <Details summary="Choisir un autre client" isOpen={choice.search !== ""}>
          {payers}
        </Details>
      ) : (
        <Section title="Choisir le client et les factures">{payers}</Section>
      )}
      {other.length > 0 && (
        <Details summary="Un règlement déjà enregistré, d’un autre montant">
          <KnownPayments payments={other} {...known} />
        </Details>
      )}
      <Details summary="Ce n’est pas le règlement d’une facture">
        <ActionForm
          action={leaveAside}
          hidden={{ societe: slug, ligne: line.id, ...newFormKey() }}
          fields={[
            {
              kind: "text",
              name: "reason",
              label: "Raison",
              value: "Ne règle pas une facture",
              hint: "Par exemple un virement interne, un remboursement ou une aide.",
            },
          ]}
          submit="Écarter cette opération"
          variant="outlined"
        />
      </Details>
    </>
  );
}

interface OnePayerProps {
  line: BankLineView;
  slug: string;
  here: string;
  form: PaymentFormFacts;
}

function OnePayer({ line, slug, here, form }: OnePayerProps) {
  const other = <Anchor href={here}>Choisir un autre client</Anchor>;
  if (form.invoices.length === 0) {
    return (
      <>
        <p>
          {form.client.name} ne doit plus rien{NBSP}: toutes ses factures sont soldées ou closes. {other}
        </p>
        <ActionForm
          action={pairByHand}
          hidden={{
            societe: slug,
            ligne: line.id,
            client: form.client.id,
            surplus: "CREDIT",
            ...newFormKey(),
          }}
          fields={[]}
          submit={`Garder ${formatEuros(line.amountCents)} en avoir du client`}
        />
      </>
    );
  }
  return (
    <>
      <p>
        {form.client.name}, {formatEuros(form.openCents)} à régler. {other}
      </p>
      <HandForm
        slug={slug}
        formKey={newFormKey()}
        lineId={line.id}
        clientId={form.client.id}
        amount={formatEuros(line.amountCents)}
        isAbove={line.amountCents > claimOf(form.invoices)}
        invoices={form.invoices.map((invoice) => ({
          id: invoice.id,
          number: invoice.number,
          due: `${invoice.dueOn < form.today ? "échue le" : "échéance du"} ${formatDateShort(invoice.dueOn, true)}`,
          balance: formatEuros(invoice.balanceCents),
        }))}
      />
    </>
  );
}

interface KnownPaymentsProps {
  payments: readonly LinkablePayment[];
  line: BankLineView;
  slug: string;
  here: string;
}

function KnownPayments({ payments, ...known }: KnownPaymentsProps) {
  return (
    <Rows>
      {payments.map((payment) => (
        <KnownPayment key={payment.id} payment={payment} {...known} />
      ))}
    </Rows>
  );
}

interface KnownPaymentProps extends Omit<KnownPaymentsProps, "payments"> {
  payment: LinkablePayment;
}

function KnownPayment({ payment, line, slug, here }: KnownPaymentProps) {
  return (
    <Row
      title={payment.clientName}
      end={<Amount cents={payment.amountCents} size="strong" />}
      actions={
        <GestureButton
          action={linkPayment}
          values={{ societe: slug, ligne: line.id, reglement: payment.id, retour: here, ...newFormKey() }}
          about={`, règlement de ${payment.clientName}`}
          pending="Enregistrement…"
        >
          C’est ce règlement
        </GestureButton>
      }
    >
      Reçu le <DateText on={payment.receivedOn} format="shortYear" />
      {payment.numbers.length > 0 && `, ${payment.numbers.join(", ")}`}
      {payment.surplusCents > 0n && `, dont ${formatEuros(payment.surplusCents)} en avoir`}
    </Row>
  );
}
