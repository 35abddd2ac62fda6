import { addDays } from "@/domain/calendar";
import { NBSP } from "@/domain/money";
import { ActionMenu } from "@/ui/controls/ActionMenu";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { PageHead } from "@/ui/layout/PageHead";
import { CloseDialog } from "@/ui/messages/CloseDialog";
import { DialogLink } from "@/ui/messages/DialogLink";
import { FormDialog } from "@/ui/messages/FormDialog";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { Pill } from "@/ui/text/Pill";
import type { InvoiceView } from "@/usecases/invoicing/readInvoice";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import {
  contestedDetail,
  holdFields,
  PROPOSED_HOLD_DAYS,
  paymentFields,
  SURPLUS_FIELD,
} from "../../_parts/settlementFields";
import { exclude, include, reopen, resume, savePayment, suspend } from "../actions";
import { type InvoicePageContext, invoiceValues, isDebited, isFrozen, isHeld } from "./InvoicePage";

/** The client, what is left to pay, and the gestures. */
export function InvoiceHead({ page }: { page: InvoicePageContext }) {
  const { invoice, mayWork } = page;
  return (
    <>
      <PageHead
        title={invoice.client.name}
        pill={<StatePill invoice={invoice} />}
        amountCents={invoice.status === "OPEN" ? invoice.balanceCents : invoice.totalCents}
        actions={
          mayWork && (invoice.status === "OPEN" ? <OpenActions page={page} /> : <ClosedActions page={page} />)
        }
      >
        <Situation invoice={invoice} />
      </PageHead>
      {mayWork && invoice.status === "OPEN" && <Dialogs page={page} />}
    </>
  );
}

function StatePill({ invoice }: { invoice: InvoiceView }) {
  switch (invoice.status) {
    case "PAID":
      return (
        <Pill tone="positive" icon="check">
          Soldée
        </Pill>
      );
    case "CANCELLED":
      return <Pill icon="close">Annulée</Pill>;
    case "WRITTEN_OFF":
      return <Pill icon="close">Passée en perte</Pill>;
    case "OPEN":
      if (invoice.daysLate === 0) return <Pill icon="clock">À échoir</Pill>;
      return (
        <Pill tone="critical" icon="warning">
          En retard de {invoice.daysLate}
          {NBSP}jour{invoice.daysLate > 1 && "s"}
        </Pill>
      );
  }
}

function Situation({ invoice }: { invoice: InvoiceView }) {
  const number = <NoBreak>{invoice.number}</NoBreak>;
  const due = <DateText on={invoice.dueOn} />;
  if (invoice.status !== "OPEN") {
    return (
      <>
        Facture {number} à échéance le {due}. {invoice.closeReason}
      </>
    );
  }
  const isWhole = invoice.balanceCents === invoice.totalCents;
  return (
    <>
      {isWhole ? "dus" : "restent dus"}
      {!isWhole && (
        <>
          {" "}
          sur <Amount cents={invoice.totalCents} />
        </>
      )}{" "}
      au titre de la facture {number}, {invoice.daysLate > 0 ? "échue le" : "à échéance le"} {due}
      {invoice.subject && `, ${invoice.subject}`}
    </>
  );
}

function OpenActions({ page }: { page: InvoicePageContext }) {
  const { base, invoice } = page;
  return (
    <>
      <DialogLink href={`${base}/reglement`} opens="reglement" icon="receive">
        Enregistrer un règlement
      </DialogLink>
      <PauseGesture page={page} />
      <ActionMenu>
        <Anchor href={`${base}/modifier`}>Modifier la facture</Anchor>
        <Anchor href={`${base}/joindre`}>Joindre le PDF</Anchor>
        <Anchor href={`${base}/avoir`}>Ajouter un avoir</Anchor>
        {!isFrozen(invoice) && <Anchor href={`${base}/courrier`}>Écrire un courrier</Anchor>}
        <Anchor href={`${base}/litige`}>Noter un litige</Anchor>
        {!isDebited(invoice) && <Anchor href={`${base}/prelevement`}>Payée par prélèvement</Anchor>}
        <Anchor href={`${base}/scenario`}>Changer de scénario</Anchor>
        <MenuGesture
          action={invoice.dunningOptOut ? include : exclude}
          values={invoiceValues(page)}
          label={invoice.dunningOptOut ? "Relancer de nouveau" : "Ne jamais relancer"}
        />
        <Anchor href={`${base}/clore`}>Annuler ou passer en perte</Anchor>
      </ActionMenu>
    </>
  );
}

/** Suspends or resumes; what a collective procedure freezes, or a debit awaits, leads there instead. */
function PauseGesture({ page }: { page: InvoicePageContext }) {
  const { base, home, invoice } = page;
  if (isFrozen(invoice)) {
    return (
      <ButtonLink href={`${home}/clients/${invoice.client.id}#procedure`}>Procédure collective</ButtonLink>
    );
  }
  if (isDebited(invoice)) {
    return (
      <ButtonLink href={`${base}/prelevement`} icon="calendarCheck">
        Prélèvement
      </ButtonLink>
    );
  }
  if (isHeld(invoice)) {
    return (
      <GestureButton action={resume} values={invoiceValues(page)} icon="play">
        Reprendre
      </GestureButton>
    );
  }
  return (
    <DialogLink href={`${base}/suspendre`} opens="suspendre" icon="pause">
      Suspendre
    </DialogLink>
  );
}

function ClosedActions({ page }: { page: InvoicePageContext }) {
  if (page.invoice.status === "PAID") {
    return page.invoice.accessories ? (
      <ButtonLink href={`${page.base}/reglement`} icon="receive">
        Enregistrer le règlement des pénalités
      </ButtonLink>
    ) : null;
  }
  return (
    <GestureButton action={reopen} values={invoiceValues(page)} icon="undo">
      Rouvrir la facture
    </GestureButton>
  );
}

interface MenuGestureProps {
  action: (form: FormData) => Promise<void>;
  values: Readonly<Record<string, string>>;
  label: string;
}

/** A gesture in a menu: plain, as the links beside it. */
function MenuGesture({ action, values, label }: MenuGestureProps) {
  return (
    <form action={action}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit">{label}</button>
    </form>
  );
}

/** The two most frequent forms, in place. A new fact gives them a new key, which closes them. */
function Dialogs({ page }: { page: InvoicePageContext }) {
  const { invoice } = page;
  const proposal = {
    receivedOn: invoice.today,
    amountCents: invoice.balanceCents,
    balanceCents: invoice.balanceCents,
    ...contestedDetail(invoice),
  };
  return (
    <>
      <FormDialog key={`reglement ${invoice.version}`} id="reglement" title="Enregistrer un règlement">
        <ActionForm
          action={savePayment}
          hidden={invoiceValues(page)}
          idPrefix="reglement-"
          fields={[...paymentFields(proposal), SURPLUS_FIELD]}
          submit="Enregistrer"
          pending="Enregistrement…"
          cancel={<CloseDialog />}
        />
      </FormDialog>
      <FormDialog key={`suspendre ${invoice.version}`} id="suspendre" title="Suspendre les relances">
        <ActionForm
          action={suspend}
          hidden={invoiceValues(page)}
          idPrefix="suspendre-"
          fields={holdFields(addDays(invoice.today, PROPOSED_HOLD_DAYS))}
          submit="Suspendre"
          pending="Un instant…"
          cancel={<CloseDialog />}
        />
      </FormDialog>
    </>
  );
}
