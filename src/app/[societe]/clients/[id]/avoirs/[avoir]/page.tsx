import type { Metadata } from "next";
import { formatDate, formatDateShort } from "@/domain/dateText";
import { formatEuros } from "@/domain/money";
import { CREDIT_NAMES } from "@/domain/settlement/accountFacts";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import { type CreditView, readCredit } from "@/usecases/settlement/readCredit";
import { ActionForm } from "../../../../../_forms/ActionForm";
import { GestureButton } from "../../../../../_forms/GestureButton";
import { enterCompany } from "../../../../../_server/company";
import { FlashLine } from "../../../../../_server/FlashLine";
import { newFormKey } from "../../../../../_server/formKey";
import { orNotFound } from "../../../../../_server/orNotFound";
import { ApplyForm } from "../_parts/ApplyForm";
import { CreditUses } from "../_parts/CreditUses";
import { cancelCredit, refundCredit, remindAnyway } from "../actions";

export const metadata: Metadata = { title: "Avoir du client" };

type Props = {
  params: Promise<{ societe: string; id: string; avoir: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** One credit: what is left of it, where it goes, what was done with it. */
export default async function CreditPage({ params, searchParams }: Props) {
  const { societe, id, avoir } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const view = await orNotFound(readCredit(ctx, id, avoir));
  const { credit, client } = view;
  const base = `/${access.slug}/clients`;
  const values = {
    societe: access.slug,
    client: id,
    avoir,
    retour: `${base}/${id}/avoirs/${avoir}`,
  };
  const isOpen = !credit.isCancelled && credit.restCents > 0n;
  return (
    <PageFrame width="narrow">
      <FlashLine params={await searchParams} />
      <Crumbs
        above={[
          { href: base, label: "Clients" },
          { href: `${base}/${id}`, label: client.name },
        ]}
      >
        {CREDIT_NAMES[credit.kind]}
      </Crumbs>
      <PageHead
        title={`${CREDIT_NAMES[credit.kind]} du ${formatDate(credit.receivedOn)}`}
        pill={<StatePill view={view} />}
        amountCents={credit.restCents}
      >
        <Sentence>{leadOf(view)}</Sentence>
      </PageHead>
      {isOpen && view.invoices.length > 0 && <Held view={view} values={values} mayWork={may("work")} />}
      {isOpen && may("work") && <Gestures view={view} values={values} />}
      {isOpen && may("work") && credit.uses.every((use) => use.isUndone) && (
        <Section title="Une erreur">
          <GestureButton action={cancelCredit} values={values} icon="undo">
            Annuler cet avoir
          </GestureButton>
        </Section>
      )}
      <Section title="Ce qui en a été fait" {...(credit.uses.length > 0 && { count: credit.uses.length })}>
        <CreditUses uses={credit.uses} values={values} home={`/${access.slug}`} mayWork={may("work")} />
      </Section>
    </PageFrame>
  );
}

function StatePill({ view: { credit } }: { view: CreditView }) {
  if (credit.isCancelled) return <Pill icon="undo">Annulé</Pill>;
  if (credit.restCents === 0n) {
    return (
      <Pill tone="positive" icon="check">
        Utilisé en entier
      </Pill>
    );
  }
  return <Pill tone="info">Non affecté</Pill>;
}

function leadOf({ credit }: CreditView): string {
  const note = credit.note ? ` ${credit.note}.` : "";
  if (credit.isCancelled) return `Enregistré par erreur, il ne compte plus.${note}`;
  return `restent sur ${formatEuros(credit.amountCents)}.${note}`;
}

interface PartProps {
  view: CreditView;
  values: Readonly<Record<string, string>>;
}

/** What the credit holds back, and the word that lets reminders go on. */
function Held({ view, values, mayWork }: PartProps & { mayWork: boolean }) {
  const { credit, freeCents, openCents } = view;
  if (credit.isDunAnyway) {
    return (
      <Banner>
        <Sentence>
          {
            "Les relances ont repris, cet avoir en est déduit. Ce qu’il couvre en entier n’est pas relancé, et aucun courrier ne part."
          }
        </Sentence>
      </Banner>
    );
  }
  const coversAll = freeCents >= openCents;
  return (
    <Banner
      tone="caution"
      actions={
        mayWork &&
        !coversAll && (
          <GestureButton action={remindAnyway} values={values} size="small">
            Relancer quand même
          </GestureButton>
        )
      }
    >
      <Sentence>
        {coversAll
          ? `Il couvre tout ce qui est dû, ${formatEuros(openCents)} : affectez-le, rien n’est à relancer.`
          : `Les relances de ce client attendent : ${formatEuros(openCents)} sont dus, l’avoir en couvre une part.`}
      </Sentence>
    </Banner>
  );
}

function Gestures({ view, values }: PartProps) {
  const { credit, invoices, today } = view;
  const { retour: _, ...hidden } = values;
  return (
    <>
      <Section title="L’affecter" id="affecter">
        {invoices.length === 0 ? (
          <EmptyState level={3} title="Rien à régler pour l’instant">
            L’avoir attend la prochaine facture de ce client.
          </EmptyState>
        ) : (
          <ApplyForm
            hidden={{ ...hidden, ...newFormKey() }}
            invoices={invoices.map((invoice) => ({
              id: invoice.id,
              number: invoice.number,
              due: `${invoice.dueOn < today ? "échue le" : "échéance du"} ${formatDateShort(invoice.dueOn, true)}`,
              balance: formatEuros(invoice.balanceCents),
            }))}
            rest={formatEuros(credit.restCents)}
          />
        )}
      </Section>
      <Section title="Le rembourser" id="rembourser">
        <p className="muted">Le virement se fait à votre banque. Notez-le ici.</p>
        <ActionForm
          action={refundCredit}
          hidden={{ ...hidden, ...newFormKey() }}
          idPrefix="remboursement-"
          variant="outlined"
          fields={[
            {
              kind: "pair",
              fields: [
                {
                  kind: "amount",
                  name: "amountCents",
                  label: "Montant remboursé",
                  value: formatEuros(credit.restCents).replace(/\u00a0€$/, ""),
                },
                { kind: "date", name: "refundedOn", label: "Le", value: today },
              ],
            },
          ]}
          submit="Noter le remboursement"
        />
      </Section>
    </>
  );
}
