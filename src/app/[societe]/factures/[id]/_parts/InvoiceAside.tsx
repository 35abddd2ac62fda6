import { formatDate } from "@/domain/dateText";
import { holdName, pastHoldName } from "@/domain/dunning/reason";
import { DEBTOR_KIND_LABELS } from "@/domain/legal/debtorKind";
import { formatEuros } from "@/domain/money";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { formatSiren } from "@/domain/parties/siren";
import { typeset } from "@/domain/typography";
import { AsideSection } from "@/ui/layout/WithAside";
import { Entries, Entry } from "@/ui/lists/Entries";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Details } from "@/ui/messages/Details";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Notice } from "@/ui/text/Notice";
import { Sentence } from "@/ui/text/Sentence";
import type { InvoiceView } from "@/usecases/invoicing/readInvoice";
import { METHOD_NAMES } from "@/usecases/settlement/recordPayment";
import { GestureButton } from "../../../../_forms/GestureButton";
import { undoPayment } from "../actions";
import { InvoiceDocuments } from "./InvoiceDocuments";
import { type InvoicePageContext, invoiceValues } from "./InvoicePage";

/** The right column: who owes, what was paid, what is suspended, the papers. */
export function InvoiceAside({ page }: { page: InvoicePageContext }) {
  const { invoice } = page;
  return (
    <>
      <AsideSection title="Client">
        <ClientFacts page={page} />
      </AsideSection>
      <AsideSection title="Règlements">
        <Payments page={page} />
      </AsideSection>
      <AsideSection title="Suspensions">
        <Holds invoice={invoice} />
      </AsideSection>
      <AsideSection title="Documents">
        <InvoiceDocuments page={page} />
      </AsideSection>
    </>
  );
}

function ClientFacts({ page }: { page: InvoicePageContext }) {
  const { client, scenario, orderReference, subject } = page.invoice;
  const kind = DEBTOR_KIND_LABELS[client.kind].toLowerCase();
  return (
    <Facts>
      <Fact
        term="Nom"
        notes={[
          client.siren ? `SIREN ${formatSiren(client.siren)}, ${kind}` : DEBTOR_KIND_LABELS[client.kind],
        ]}
      >
        <Anchor href={`${page.home}/clients/${client.id}`}>{client.name}</Anchor>
      </Fact>
      {client.contacts.map((contact) => (
        <ContactFact key={`${contact.role} ${contact.email} ${contact.phone}`} contact={contact} />
      ))}
      {client.contacts.length === 0 && (
        <Fact term="Contact">
          <Anchor href={`${page.home}/clients/${client.id}/modifier`}>Ajouter un contact</Anchor>
        </Fact>
      )}
      {scenario && (
        <Fact term="Scénario">
          {scenario.name}, version {scenario.version}
        </Fact>
      )}
      {orderReference && <Fact term="Commande">{orderReference}</Fact>}
      {subject && <Fact term="Objet">{subject}</Fact>}
    </Facts>
  );
}

const ROLE_TERMS: Record<string, string> = {
  BILLING: "Contact",
  DECISION_MAKER: "Décideur",
  COPY: "En copie",
};

function ContactFact({ contact }: { contact: InvoiceView["client"]["contacts"][number] }) {
  const lines = [
    contact.name,
    contact.email ?? "",
    contact.phone ? formatPhoneNumber(contact.phone) : "",
  ].filter((line) => line !== "");
  const [first, ...others] = lines;
  return (
    <Fact term={ROLE_TERMS[contact.role] ?? "Contact"} notes={others}>
      {first}
      {contact.isRefused && (
        <>
          {" "}
          <Notice tone="critical">Adresse refusée</Notice>
        </>
      )}
    </Fact>
  );
}

function Payments({ page }: { page: InvoicePageContext }) {
  const { payments, creditNotes, status } = page.invoice;
  const mayUndo = page.mayWork && (status === "OPEN" || status === "PAID");
  if (payments.length + creditNotes.length === 0) return <p className="small muted">Aucun pour l’instant</p>;
  return (
    <Entries>
      {payments.map((payment) => (
        <Entry
          key={payment.id}
          title={<DateText on={payment.receivedOn} />}
          note={
            <>
              {[METHOD_NAMES[payment.method], payment.reference].filter(Boolean).join(", ")}
              {payment.accessoryCents > 0n && (
                <Sentence>{`, dont ${formatEuros(payment.accessoryCents)} de pénalités et d’indemnité`}</Sentence>
              )}
              {payment.isReversed && " (annulé)"}
              {page.mayWork && !payment.isReversed && <UndoPayment page={page} payment={payment} />}
            </>
          }
          end={
            payment.isReversed ? (
              <s>
                <Amount cents={payment.amountCents} />
              </s>
            ) : (
              <Amount cents={payment.amountCents} />
            )
          }
        />
      ))}
      {creditNotes.map((credit) => (
        <Entry
          key={credit.id}
          title={<Sentence>{`Avoir ${credit.number}`}</Sentence>}
          note={
            <>
              {formatDate(credit.issuedOn)}
              {credit.isCancelled && " (annulé)"}
              {mayUndo && !credit.isCancelled && (
                <>
                  {" "}
                  <Anchor href={`${page.base}/avoir/${credit.id}/annuler`}>Annuler cet avoir</Anchor>
                </>
              )}
            </>
          }
          end={
            credit.isCancelled ? (
              <s>
                <Amount cents={credit.amountCents} />
              </s>
            ) : (
              <Amount cents={credit.amountCents} />
            )
          }
        />
      ))}
    </Entries>
  );
}

/** Undoing makes the invoice, or its penalties, due again: it takes two touches. */
function UndoPayment({
  page,
  payment,
}: {
  page: InvoicePageContext;
  payment: InvoiceView["payments"][number];
}) {
  return (
    <Details summary="Annuler">
      <p className="small muted">
        {payment.accessoryCents === payment.amountCents
          ? "Ces pénalités et cette indemnité redeviennent dues."
          : "La facture redevient due et son scénario reprend."}
      </p>
      <GestureButton
        action={undoPayment}
        values={invoiceValues(page, { reglement: payment.id })}
        variant="critical"
        size="small"
      >
        Annuler ce règlement
      </GestureButton>
    </Details>
  );
}

function Holds({ invoice }: { invoice: InvoiceView }) {
  const running = invoice.holds.filter((hold) => hold.isRunning);
  const past = invoice.holds.filter((hold) => !hold.isRunning);
  return (
    <>
      {running.length === 0 && <p className="small muted">Aucune en cours</p>}
      <Entries>
        {running.map((hold) => (
          <Entry key={hold.id} title={holdName(hold)} note={holdNote(hold)} />
        ))}
        {past.map((hold) => (
          <Entry
            key={hold.id}
            title={<span className="muted">{pastHoldName(hold)}</span>}
            note={holdNote(hold)}
          />
        ))}
      </Entries>
    </>
  );
}

function holdNote(hold: InvoiceView["holds"][number]) {
  const isDebit = hold.kind === "DIRECT_DEBIT";
  const words = hold.reason.replace(/[.\s]+$/, "");
  const reason = words ? ` ${isDebit ? "Mandat " : ""}${words}.` : "";
  return <Sentence>{`${spanWords(hold)}.${reason} ${authorWords(hold)}`}</Sentence>;
}

/** From when to when: the day it ended once it has, whatever was foreseen. */
function spanWords({ kind, startedOn, untilOn, endedOn }: InvoiceView["holds"][number]): string {
  if (endedOn !== null) {
    return endedOn <= startedOn
      ? `Le ${formatDate(startedOn)}`
      : `Du ${formatDate(startedOn)} au ${formatDate(endedOn)}`;
  }
  const open = kind === "DIRECT_DEBIT" ? "jusqu’au sort du prélèvement" : "jusqu’à votre réponse";
  return `Du ${formatDate(startedOn)} ${untilOn ? `au ${formatDate(untilOn)}` : open}`;
}

function authorWords({ author, kind }: InvoiceView["holds"][number]): string {
  switch (author.kind) {
    case "person":
      return kind === "IMPORT" ? `Import lancé par ${author.name}.` : `Posée par ${author.name}.`;
    case "key":
      return typeset(`Posée par la clé API « ${author.name} ».`);
    case "client":
      return "Ouverte par la réponse du client.";
    case "rule":
      return "Posée automatiquement.";
  }
}
