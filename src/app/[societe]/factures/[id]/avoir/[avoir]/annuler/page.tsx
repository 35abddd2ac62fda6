import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatEuros } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { FormStack } from "@/ui/controls/FormStack";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Banner } from "@/ui/messages/Banner";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";
import type { InvoiceView } from "@/usecases/invoicing/readInvoice";
import { GestureButton } from "../../../../../../_forms/GestureButton";
import { enterInvoice } from "../../../../_parts/enterInvoice";
import { undoCredit } from "../../../actions";

export const metadata: Metadata = { title: "Annuler un avoir" };

type Props = { params: Promise<{ societe: string; id: string; avoir: string }> };

export default async function UndoCreditNotePage({ params }: Props) {
  const { avoir } = await params;
  const { invoice, home, base, hidden } = await enterInvoice(params, { evenClosed: true });
  const credit = invoice.creditNotes.find(({ id }) => id === avoir);
  if (!credit) notFound();
  const isClosed = invoice.status === "CANCELLED" || invoice.status === "WRITTEN_OFF";
  const mayUndo = !credit.isCancelled && !isClosed;
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: `${home}/factures`, label: "Factures" },
          { href: base, label: <NoBreak>{invoice.number}</NoBreak> },
        ]}
      >
        Annuler un avoir
      </Crumbs>
      <PageHead title={typeset("Annuler cet avoir ?")} amountCents={credit.amountCents}>
        Avoir <NoBreak>{credit.number}</NoBreak> du <DateText on={credit.issuedOn} />, {invoice.client.name}
      </PageHead>
      <FormStack>
        {credit.isCancelled && <Banner>Cet avoir est déjà annulé.</Banner>}
        {!credit.isCancelled && isClosed && (
          <Banner>Cette facture est annulée ou passée en perte. Rouvrez-la d’abord.</Banner>
        )}
        {mayUndo && (
          <Banner tone="caution">
            <Sentence>{whatFollows(invoice, credit)}</Sentence>
          </Banner>
        )}
        <Buttons>
          {mayUndo && (
            <GestureButton
              action={undoCredit}
              values={{ ...hidden, avoir: credit.id, retour: `${base}/avoir/${credit.id}/annuler` }}
              variant="critical"
              icon="undo"
              pending="Annulation…"
            >
              Annuler cet avoir
            </GestureButton>
          )}
          <ButtonLink href={base}>{mayUndo ? "Le garder" : "Revenir à la facture"}</ButtonLink>
        </Buttons>
      </FormStack>
    </PageFrame>
  );
}

/** What is owed again, what the scenario does, and what stays. */
function whatFollows(invoice: InvoiceView, credit: InvoiceView["creditNotes"][number]): string {
  const due = `La facture ${invoice.number} sera due à hauteur de ${formatEuros(invoice.balanceCents + credit.amountCents)}`;
  const next = credit.answersDispute
    ? "le litige que cet avoir réglait sera de nouveau à traiter"
    : "les relances reprendront où elles en étaient";
  const penalties =
    credit.effect === "RETROACTIVE" ? " Les pénalités seront recalculées depuis l’origine." : "";
  return `${due}, et ${next}.${penalties} L’avoir reste lisible, et son numéro pourra resservir.`;
}
