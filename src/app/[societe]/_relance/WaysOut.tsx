import { NBSP } from "@/domain/money";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";
import type { HandReminderView } from "@/usecases/dunning/readHandReminder";
import type { HandReminderPage } from "./HandReminderPage";

type Stop = HandReminderView["invoices"][number]["stops"][number];

/** Invoices the message does not speak of, each with its reason and the gesture that mends it. */
export function LeftOut({ page, title }: { page: HandReminderPage; title: string }) {
  const out = page.view.invoices.filter(({ stops }) => stops.length > 0);
  if (out.length === 0) return null;
  const home = `/${page.slug}`;
  return (
    <Section title={title}>
      <Rows label={title}>
        {out.map((invoice) => {
          const way = invoice.stops[0] && wayOut(invoice.stops[0], invoice.id, page);
          return (
            <Row
              key={invoice.id}
              icon="pause"
              title={<NoBreak>{invoice.number}</NoBreak>}
              href={`${home}/factures/${invoice.id}`}
              end={<Amount cents={invoice.balanceCents} />}
              {...(way && {
                actions: (
                  <ButtonLink href={way.href} size="small">
                    {way.label}
                  </ButtonLink>
                ),
              })}
            >
              {invoice.stops.map(({ sentence }) => (
                <Sentence key={sentence}>{`${sentence} `}</Sentence>
              ))}
            </Row>
          );
        })}
      </Rows>
    </Section>
  );
}

const HOLD_WAYS: Readonly<Record<string, string>> = {
  DISPUTE: "Répondre au litige",
  DECLARATION: "Confirmer le règlement",
  PROMISE: "Voir la promesse",
  PLAN: "Voir l’échéancier",
  REPLY: "Lire la réponse",
};

/** Where the reason can be changed. */
function wayOut({ code, holdKind }: Stop, invoiceId: string, { slug, view }: HandReminderPage) {
  const invoice = `/${slug}/factures/${invoiceId}`;
  const client = `/${slug}/clients/${view.client.id}`;
  switch (code) {
    case "COMPANY_PAUSED":
      return { href: `/${slug}/reglages`, label: "Remettre en marche" };
    case "CLIENT_OPT_OUT":
      return { href: `${client}/modifier`, label: "Modifier le client" };
    case "INVOICE_OPT_OUT":
      return { href: invoice, label: "La relancer de nouveau" };
    case "FREE_CREDIT":
      return { href: client, label: "Voir l’avoir du client" };
    case "NOT_DUE":
      return { href: `${invoice}/modifier`, label: "Corriger l’échéance" };
    case "IN_FLIGHT":
      return { href: invoice, label: "Voir ce qui est en route" };
    case "HELD":
      if (holdKind === "INSOLVENCY") return { href: `${client}#procedure`, label: "Voir la procédure" };
      if (holdKind === "DIRECT_DEBIT")
        return { href: `${invoice}/prelevement`, label: "Noter le prélèvement" };
      if (holdKind === "BANK_LINE")
        return { href: `/${slug}/encaissements/releves`, label: "Rapprocher le virement" };
      return { href: invoice, label: HOLD_WAYS[holdKind ?? ""] ?? "Reprendre les relances" };
    default:
      return null;
  }
}

/** Nobody to write to: correct the address, call, or write a letter. */
export function NoAddress({ page }: { page: HandReminderPage }) {
  const { view, slug, target } = page;
  const { name, phone } = view.callee;
  const client = `/${slug}/clients/${view.client.id}`;
  const letter = target.facture ?? view.invoices.find(({ stops }) => stops.length === 0)?.id;
  return (
    <Banner
      tone="caution"
      actions={
        <>
          {letter && (
            <ButtonLink href={`/${slug}/factures/${letter}/courrier`} size="small">
              Écrire un courrier
            </ButtonLink>
          )}
          <ButtonLink href={view.hasRefusedAddress ? client : `${client}/modifier`} size="small">
            {view.hasRefusedAddress ? "Corriger l’adresse" : "Ajouter une adresse"}
          </ButtonLink>
        </>
      }
    >
      {view.hasRefusedAddress
        ? "Un serveur a refusé l’adresse de ce client"
        : "Ce client n’a pas d’adresse électronique"}
      {NBSP}: aucun courriel ne peut partir.{" "}
      {phone && (
        <>
          Vous pouvez appeler {name || "ce client"} au{" "}
          <Anchor href={`tel:${phone}`}>
            <NoBreak>{formatPhoneNumber(phone)}</NoBreak>
          </Anchor>
          .
        </>
      )}
    </Banner>
  );
}
