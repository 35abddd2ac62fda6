import { formatDate } from "@/domain/dateText";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Amount } from "@/ui/text/Amount";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { LetterItem } from "@/usecases/reporting/workItems";
import type { DayPage } from "./DayPage";
import { factsWords } from "./words";

interface LettersProps {
  letters: readonly LetterItem[];
  page: DayPage;
}

/** Letters that wait for a word, then those that wait for a stamp. */
export function Letters({ letters, page }: LettersProps) {
  const toPost = letters.filter((letter) => letter.state === "TO_POST");
  const toApprove = letters.filter((letter) => letter.state === "DRAFT" || letter.state === "TO_APPROVE");
  const posted = letters.filter((letter) => letter.state === "TO_RESEND" || letter.state === "DEADLINE");
  const areNotices = toApprove.every((letter) => letter.channel === "FORMAL_NOTICE");
  return (
    <>
      {toApprove.length > 0 && (
        <Section
          title={areNotices ? "Mises en demeure à approuver" : "Lettres à approuver"}
          count={toApprove.length}
          id="lettres"
          aside={areNotices ? "Rien ne part en recommandé sans votre accord." : undefined}
        >
          <Rows>
            {toApprove.map((letter) => (
              <LetterRow key={letter.id} letter={letter} page={page} />
            ))}
          </Rows>
        </Section>
      )}
      {toPost.length > 0 && (
        <Section
          title="Lettres à poster"
          count={toPost.length}
          id="a-poster"
          aside="Imprimez, postez, puis notez le numéro de suivi."
        >
          <Rows>
            {toPost.map((letter) => (
              <LetterRow key={letter.id} letter={letter} page={page} />
            ))}
          </Rows>
        </Section>
      )}
      {posted.length > 0 && (
        <Section
          title="Mises en demeure à suivre"
          count={posted.length}
          id="mises-en-demeure"
          aside="Leur délai est écoulé, ou elles n’ont trouvé personne."
        >
          <Rows>
            {posted.map((letter) => (
              <LetterRow key={letter.id} letter={letter} page={page} />
            ))}
          </Rows>
        </Section>
      )}
    </>
  );
}

const GESTURES: Record<LetterItem["state"], string> = {
  DRAFT: "Ouvrir",
  TO_APPROVE: "Relire et approuver",
  TO_POST: "Imprimer et poster",
  TO_RESEND: "Renvoyer",
  DEADLINE: "Décider de la suite",
};

function LetterRow({ letter, page }: { letter: LetterItem; page: DayPage }) {
  const href = `${page.home}/courriers/${letter.id}`;
  const isNotice = letter.channel === "FORMAL_NOTICE";
  return (
    <Row
      icon={letter.state === "DEADLINE" ? "calendarCross" : "envelope"}
      tone={isNotice ? "critical" : "accent"}
      title={letter.clientName}
      href={href}
      pill={
        letter.problem &&
        (letter.isStale ? (
          <Pill tone="critical">Ne pas poster</Pill>
        ) : (
          <Pill tone="caution">À compléter</Pill>
        ))
      }
      end={<Amount cents={letter.amountCents} size="strong" />}
      actions={
        <ButtonLink href={href}>
          {letter.isStale ? "Ouvrir" : GESTURES[letter.state]}
          <span className="sr">, {letter.clientName}</span>
        </ButtonLink>
      }
    >
      <Sentence>{letterFacts(letter)}</Sentence>
    </Row>
  );
}

function letterFacts(letter: LetterItem): string {
  const facts = `${factsWords(letter.invoices, letter.offsetDays)}.`;
  if (letter.state === "TO_RESEND") {
    return typeset(`${facts} Revenue pour adresse erronée : personne n’a été mis en demeure.`);
  }
  if (letter.state === "DEADLINE" && letter.deadlineOn !== null) {
    return typeset(`${facts} Le délai de paiement s’est écoulé le ${formatDate(letter.deadlineOn)}.`);
  }
  if (letter.problem) return typeset(`${facts} ${letter.problem}`);
  if (letter.state === "DRAFT") return `${facts} Le courrier se prépare.`;
  return facts;
}
