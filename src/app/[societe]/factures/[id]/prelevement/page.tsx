import type { Metadata } from "next";
import { formatDate } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { DEBIT_REJECTION_CODES, rejectionName } from "@/domain/settlement/directDebit";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Entries, Entry } from "@/ui/lists/Entries";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Sentence } from "@/ui/text/Sentence";
import { type DebitView, readDebit } from "@/usecases/settlement/readDebit";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { FlashLine } from "../../../../_server/FlashLine";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { awaitDebit, sayDebitIssue } from "./actions";

export const metadata: Metadata = { title: "Prélèvement" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};
type Entered = Awaited<ReturnType<typeof enterInvoice>>;

export default async function DebitPage({ params, searchParams }: Props) {
  const entered = await enterInvoice(params);
  const { ctx } = await enterCompany(entered.slug, "work");
  const debit = await readDebit(ctx, entered.invoice.id);
  return (
    <InvoiceForm
      home={entered.home}
      invoice={entered.invoice}
      title="Prélèvement"
      said={<FlashLine params={await searchParams} />}
      about={<Sentence>{aboutWords(entered, debit)}</Sentence>}
    >
      {debit.awaited ? <Issues entered={entered} /> : <Await entered={entered} debit={debit} />}
      {debit.rejections.length > 0 && <Rejections debit={debit} />}
    </InvoiceForm>
  );
}

function aboutWords({ invoice }: Entered, { awaited }: DebitView): string {
  const who = `${invoice.client.name}, facture ${invoice.number}.`;
  if (!awaited) return who;
  const mandate = awaited.reference ? ` Mandat ${awaited.reference}.` : "";
  return `${who} Prélèvement prévu le ${formatDate(awaited.on)}${NBSP}; rien ne part tant qu’il n’est pas rejeté.${mandate}`;
}

/** What became of the debit that is awaited. */
function Issues({ entered }: { entered: Entered }) {
  const { invoice, hidden, base } = entered;
  return (
    <>
      <Section title="Prélèvement réussi">
        <ActionForm
          action={sayDebitIssue}
          hidden={{ ...hidden, issue: "COLLECTED" }}
          idPrefix="reussi-"
          fields={[
            {
              kind: "date",
              name: "collectedOn",
              label: "Argent reçu le",
              value: invoice.today,
              hint: typeset("Le règlement de tout ce qui reste dû est enregistré à cette date."),
            },
          ]}
          submit="Enregistrer le règlement"
          pending="Enregistrement…"
          cancel={
            <ButtonLink href={base} variant="quiet">
              Annuler
            </ButtonLink>
          }
        />
      </Section>
      <Section title="Prélèvement rejeté">
        <p>Les relances commencent alors comme pour toute facture échue, une étape à la fois.</p>
        <ActionForm
          action={sayDebitIssue}
          hidden={{ ...hidden, issue: "REJECTED" }}
          idPrefix="rejete-"
          fields={[
            { kind: "date", name: "rejectedOn", label: "Rejeté le", value: invoice.today },
            {
              kind: "select",
              name: "reasonCode",
              label: "Motif de la banque",
              hint: "Le code figure sur l’avis de rejet.",
              value: "AM04",
              options: DEBIT_REJECTION_CODES.map((value) => ({ value, label: rejectionName(value) })),
            },
            {
              kind: "text",
              name: "note",
              label: "Précision",
              hint: "Pour vous seulement.",
              isOptional: true,
            },
          ]}
          submit="Noter le rejet"
          pending="Enregistrement…"
          variant="outlined"
        />
      </Section>
      <Section title="Pas de prélèvement">
        <p>La facture sera payée autrement{NBSP}: son scénario reprend.</p>
        <ActionForm
          action={sayDebitIssue}
          hidden={{ ...hidden, issue: "STOPPED" }}
          idPrefix="aucun-"
          fields={[]}
          submit="Ne plus attendre de prélèvement"
          pending="Un instant…"
          variant="outlined"
        />
      </Section>
    </>
  );
}

/** Nothing is awaited yet. */
function Await({ entered, debit }: { entered: Entered; debit: DebitView }) {
  const { invoice, hidden, base, home } = entered;
  const isPast = invoice.dueOn < invoice.today;
  return (
    <Stack gap="wide">
      <ActionForm
        action={awaitDebit}
        hidden={hidden}
        fields={[
          {
            kind: "date",
            name: "debitOn",
            label: "Prélèvement prévu le",
            value: isPast ? invoice.today : invoice.dueOn,
            hint: typeset("Rien ne part pour cette facture tant que vous n’avez pas noté un rejet."),
          },
          {
            kind: "text",
            name: "reference",
            label: "Référence du mandat (RUM)",
            isOptional: true,
            value: debit.mandate ?? "",
          },
        ]}
        submit="Payée par prélèvement"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      <p>
        <Anchor href={`${home}/clients/${invoice.client.id}/prelevement`}>
          Ce client paie toutes ses factures par prélèvement
        </Anchor>
      </p>
    </Stack>
  );
}

function Rejections({ debit }: { debit: DebitView }) {
  return (
    <Section title="Rejets" count={debit.rejections.length}>
      <Entries>
        {debit.rejections.map(({ on, reasonCode, note }) => (
          <Entry
            key={`${on} ${reasonCode} ${note}`}
            title={rejectionName(reasonCode)}
            note={note}
            end={<DateText on={on} />}
          />
        ))}
      </Entries>
    </Section>
  );
}
