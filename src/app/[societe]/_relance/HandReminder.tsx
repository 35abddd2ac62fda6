/** « Relancer maintenant »: what will leave, to whom and when, or why nothing can. */
import type { ReactNode } from "react";
import { formatDateLong } from "@/domain/dateText";
import { claimReason } from "@/domain/dunning/reminderClaim";
import { formatEuros, sumCents } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ChoiceBar } from "@/ui/controls/ChoiceBar";
import { Tabs } from "@/ui/controls/Tabs";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { WithAside } from "@/ui/layout/WithAside";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { MailFrame, MailText } from "@/ui/surfaces/MailFrame";
import { Sentence } from "@/ui/text/Sentence";
import type { HandReminderView } from "@/usecases/dunning/readHandReminder";
import { GestureButton } from "../../_forms/GestureButton";
import { takeReminderBack } from "./actions";
import { HandAside } from "./HandAside";
import { type HandReminderPage, momentWords } from "./HandReminderPage";
import { SendBlock } from "./SendBlock";
import { LeftOut, NoAddress } from "./WaysOut";

export function HandReminder({ page }: { page: HandReminderPage }) {
  const { view } = page;
  const spoken = view.invoices.filter(({ stops }) => stops.length === 0);
  const cents = sumCents(spoken.map(({ balanceCents }) => balanceCents));
  return (
    <>
      <PageHead title="Relancer maintenant" {...(spoken.length > 0 && { amountCents: cents })}>
        {spoken.length > 0 ? <Stake view={view} cents={cents} /> : view.client.name}
      </PageHead>
      <WithAside asideLabel="Repères" aside={<HandAside view={view} />}>
        {view.waiting && <Waiting page={page} />}
        <Body page={page} />
      </WithAside>
    </>
  );
}

/** The balance in words, then what the message asks for where it is another sum. */
function Stake({ view, cents }: { view: HandReminderView; cents: bigint }) {
  const spoken = view.invoices.filter(({ stops }) => stops.length === 0);
  const [only] = spoken;
  const what =
    spoken.length === 1 && only
      ? `facture ${only.number}, échue le ${formatDateLong(only.dueOn)}`
      : `${spoken.length} factures en un seul message`;
  const claim = claimWords(cents, view.parts?.claimedCents ?? null);
  return (
    <>
      <Sentence>{`de solde, dus par ${view.client.name}, ${what}.`}</Sentence>
      {claim && (
        <>
          <br />
          <Sentence>{typeset(claim)}</Sentence>
        </>
      )}
    </>
  );
}

/** Empty when the message asks for the balance itself. */
function claimWords(balanceCents: bigint, claimedCents: bigint | null): string {
  const why = claimedCents === null ? "" : claimReason(balanceCents, claimedCents);
  return claimedCents === null || why === ""
    ? ""
    : `Réclamé dans le message : ${formatEuros(claimedCents)}, ${why}.`;
}

function Body({ page }: { page: HandReminderPage }): ReactNode {
  const { view } = page;
  if (view.invoices.length === 0) {
    return (
      <EmptyState icon="checkCircle" title="Rien n’est en retard">
        Aucune facture de ce client n’a dépassé son échéance{"\u00a0"}: il n’y a rien à relancer.
      </EmptyState>
    );
  }
  const isStopped = view.invoices.every(({ stops }) => stops.length > 0);
  if (isStopped) return view.waiting ? null : <LeftOut page={page} title="Pourquoi rien ne peut partir" />;
  if (!view.template) {
    return (
      <Banner tone="caution">
        Aucun scénario en service n’a de courriel après l’échéance{"\u00a0"}: ajoutez-en un pour choisir ses
        mots.
      </Banner>
    );
  }
  return (
    <>
      {view.recipients.to.length === 0 ? <NoAddress page={page} /> : <SendBlock page={page} />}
      <LeftOut page={page} title="Ce qui reste en dehors du message" />
      {view.parts && <Preview page={page} />}
    </>
  );
}

/** One asked for already, with the way to take it back. */
function Waiting({ page }: { page: HandReminderPage }) {
  const { waiting } = page.view;
  if (!waiting) return null;
  const mayTakeBack = waiting.state === "READY" || waiting.state === "AWAITING_APPROVAL";
  const words =
    waiting.state === "AWAITING_APPROVAL"
      ? "Cette relance attend l’accord d’une personne qui peut approuver."
      : waiting.state === "READY"
        ? `Une relance part le ${momentWords(waiting.leaves)}. Jusque-là, vous pouvez la retirer.`
        : waiting.state === "SENDING"
          ? "Une relance est en train de partir : elle ne peut plus être retirée."
          : "Une relance est peut-être partie : dites-le sur sa page avant d’en envoyer une autre.";
  return (
    <Banner
      icon="send"
      actions={
        mayTakeBack && (
          <GestureButton
            action={takeReminderBack}
            values={{ societe: page.slug, retour: page.here, message: waiting.id }}
            size="small"
            pending="Un instant…"
          >
            Retirer cette relance
          </GestureButton>
        )
      }
    >
      <Sentence>{typeset(words)}</Sentence>{" "}
      <a href={`/${page.slug}/messages/${waiting.id}`}>Voir le message</a>
    </Banner>
  );
}

function Preview({ page }: { page: HandReminderPage }) {
  const { view, here, isText } = page;
  const stepId = view.template?.stepId ?? "";
  const address = `${here}?modele=${stepId}`;
  if (!view.parts) return null;
  return (
    <Section title="Le message">
      <ChoiceBar
        label="Mots du message"
        name="modele"
        action={here}
        kept={isText ? { vue: "texte" } : {}}
        options={view.templates.map(({ stepId: value, label, scenarioName }) => ({
          value,
          label: `${label} (${scenarioName})`,
        }))}
        defaultValue={stepId}
        submit="Voir avec ces mots"
      />
      <Tabs
        label="Vue du message"
        tabs={[
          { href: address, label: "Tel qu’il est lu", isCurrent: !isText },
          { href: `${address}&vue=texte`, label: "Texte seul", isCurrent: isText },
        ]}
      />
      {isText ? (
        <MailText>{view.parts.text}</MailText>
      ) : (
        <MailFrame src={`${here}/html?modele=${stepId}`} subject={view.parts.subject} />
      )}
      <p className="small muted">
        Les liens sont inactifs ici{"\u00a0"}: dans le message, ils permettent de payer ou de répondre.
      </p>
    </Section>
  );
}
