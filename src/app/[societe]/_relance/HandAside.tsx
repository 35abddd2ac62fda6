import { formatDateLong } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { AsideSection } from "@/ui/layout/WithAside";
import { Entries, Entry } from "@/ui/lists/Entries";
import { Fact, Facts } from "@/ui/lists/Facts";
import { DateText } from "@/ui/text/DateText";
import { Sentence } from "@/ui/text/Sentence";
import type { ComingStep } from "@/usecases/dunning/comingStep";
import type { HandReminderView } from "@/usecases/dunning/readHandReminder";

const CONTACTS = { EMAIL: "Courriel", CALL: "Appel", LETTER: "Lettre" } as const;

/** When the client was last contacted, what comes next, and who will read. */
export function HandAside({ view }: { view: HandReminderView }) {
  const { lastContact, next, nextAfter, recipients, parts, waiting } = view;
  return (
    <>
      <AsideSection title="Rythme">
        <Facts>
          <Fact term="Dernier contact" notes={lastContact ? [CONTACTS[lastContact.kind]] : []}>
            {lastContact ? <DateText on={lastContact.on} /> : "Aucun"}
          </Fact>
          <Fact
            term="Prévu par le scénario"
            notes={next ? [<Sentence key="step">{next.name}</Sentence>] : []}
          >
            {next ? <Day step={next} /> : waiting ? "Décidé une fois le message parti" : "Rien"}
          </Fact>
          {nextAfter && recipients.to.length > 0 && (
            <Fact
              term="Après ce message"
              notes={[<Sentence key="why">{`${nextAfter.name}${movedWords(next, nextAfter)}`}</Sentence>]}
            >
              <Day step={nextAfter} />
            </Fact>
          )}
        </Facts>
      </AsideSection>
      {recipients.to.length > 0 && (
        <AsideSection title="Destinataires">
          <Facts>
            {parts && <Fact term="Objet">{parts.subject}</Fact>}
            <Fact term="À">{recipients.to.join(", ")}</Fact>
            {recipients.cc.length > 0 && <Fact term="Copie">{recipients.cc.join(", ")}</Fact>}
          </Facts>
        </AsideSection>
      )}
      {parts && parts.attachments.length > 0 && (
        <AsideSection title="Pièces jointes">
          <Entries>
            {parts.attachments.map(({ filename }) => (
              <Entry key={filename} title={filename} />
            ))}
          </Entries>
        </AsideSection>
      )}
    </>
  );
}

function Day({ step }: { step: ComingStep }) {
  return step.on ? <DateText on={step.on} /> : "Sans date";
}

function movedWords(before: ComingStep | null, after: ComingStep): string {
  if (!before?.on || !after.on || before.name !== after.name || before.on === after.on) return "";
  return `. Reportée du ${formatDateLong(before.on)}${NBSP}: elle tomberait trop près.`;
}
