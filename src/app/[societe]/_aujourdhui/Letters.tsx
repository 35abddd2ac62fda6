import { formatDate } from "@/domain/dateText";
import type { WaitingKind } from "@/domain/reporting/waiting";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Amount } from "@/ui/text/Amount";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { LetterItem } from "@/usecases/reporting/workItems";
import type { DayPage } from "./DayPage";
import { type DaySection, dayRow, type RowPlace } from "./DaySection";
import { factsWords } from "./words";

/** Letters that wait for a word, then those that wait for a stamp, then those to follow. */
export function letterSections(letters: readonly LetterItem[], page: DayPage): DaySection[] {
  const toApprove = letters.filter((letter) => letter.state === "DRAFT" || letter.state === "TO_APPROVE");
  const rowsOf = (some: readonly LetterItem[]) =>
    some.map((letter) =>
      dayRow(letter, letter.id, KINDS[letter.state], (place) => (
        <LetterRow letter={letter} page={page} place={place} />
      )),
    );
  const areNotices = toApprove.every((letter) => letter.channel === "FORMAL_NOTICE");
  return [
    {
      id: "lettres",
      title: areNotices ? "Mises en demeure à approuver" : "Lettres à approuver",
      ...(areNotices && { aside: "Rien ne part en recommandé sans votre accord." }),
      rows: rowsOf(toApprove),
    },
    {
      id: "a-poster",
      title: "Lettres à poster",
      aside: "Imprimez, postez, puis notez le numéro de suivi.",
      rows: rowsOf(letters.filter((letter) => letter.state === "TO_POST")),
    },
    {
      id: "mises-en-demeure",
      title: "Mises en demeure à suivre",
      aside: "Leur délai est écoulé, ou elles n’ont trouvé personne.",
      rows: rowsOf(letters.filter((letter) => letter.state === "TO_RESEND" || letter.state === "DEADLINE")),
    },
  ];
}

const KINDS = {
  DRAFT: "LETTER_TO_APPROVE",
  TO_APPROVE: "LETTER_TO_APPROVE",
  TO_POST: "LETTER_TO_POST",
  TO_RESEND: "LETTER_TO_RESEND",
  DEADLINE: "LETTER_DEADLINE",
} as const satisfies Record<LetterItem["state"], WaitingKind>;

const GESTURES: Record<LetterItem["state"], string> = {
  DRAFT: "Ouvrir",
  TO_APPROVE: "Relire et approuver",
  TO_POST: "Imprimer et poster",
  TO_RESEND: "Renvoyer",
  DEADLINE: "Décider de la suite",
};

function LetterRow({ letter, page, place }: { letter: LetterItem; page: DayPage; place: RowPlace }) {
  const href = `${page.home}/courriers/${letter.id}`;
  const isNotice = letter.channel === "FORMAL_NOTICE";
  return (
    <Row
      icon={letter.state === "DEADLINE" ? "calendarCross" : "envelope"}
      tone={isNotice ? "critical" : "accent"}
      title={place.title}
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
