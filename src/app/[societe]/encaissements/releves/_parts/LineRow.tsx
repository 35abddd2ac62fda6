import { formatEuros } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import type { BankLineView } from "@/usecases/settlement/listBankLines";
import { GestureButton } from "../../../../_forms/GestureButton";
import { newFormKey } from "../../../../_server/formKey";
import { confirmOne, takeBack } from "../actions";
import { asideWords, labelWords, lineAmount, lineTitle, proposalWords, reasonWords } from "./words";

interface LineRowProps {
  line: BankLineView;
  slug: string;
  /** Address of this very list, to come back to. */
  back: string;
  mayWork: boolean;
}

/** One movement: what the bank wrote, what it seems to pay and why, and the gesture. */
export function LineRow({ line, slug, back, mayWork }: LineRowProps) {
  const href = `/${slug}/encaissements/releves/${line.id}`;
  return (
    <Row
      icon={line.amountCents > 0n ? "receive" : "send"}
      tone={line.match || line.proposal?.grade === "SURE" ? "positive" : undefined}
      title={lineTitle(line)}
      href={href}
      pill={<StatePill line={line} />}
      end={
        <NoBreak>
          <span className="amt amt--strong">{lineAmount(line)}</span>
        </NoBreak>
      }
      actions={mayWork && <Gestures line={line} slug={slug} back={back} href={href} />}
    >
      <DateText on={line.bookedOn} format="shortYear" />
      {labelWords(line) && <>, {labelWords(line)}</>}
      <LineFacts line={line} />
    </Row>
  );
}

function StatePill({ line }: { line: BankLineView }) {
  if (line.match) {
    const isAside = line.match.kind === "SET_ASIDE";
    return (
      <Pill ground="bare" icon={isAside ? "close" : "check"}>
        {isAside ? "Écartée" : "Rapprochée"}
      </Pill>
    );
  }
  if (line.proposal?.grade === "SURE") return <Pill tone="positive">Correspondance sûre</Pill>;
  return line.proposal ? <Pill tone="info">Correspondance probable</Pill> : null;
}

function LineFacts({ line }: { line: BankLineView }) {
  const { match, proposal } = line;
  if (match?.kind === "SET_ASIDE") return <Sentence>{`. Raison\u00a0: ${match.reason}.`}</Sentence>;
  if (match) {
    const numbers = match.invoices.map(({ number }) => number).join(", ");
    const and = numbers ? ", et" : ",";
    const rest = match.creditId ? `${and} ${formatEuros(match.surplusCents)} en avoir du client` : "";
    return <Sentence>{`. ${match.clientName ?? ""}${numbers ? `, ${numbers}` : ""}${rest}.`}</Sentence>;
  }
  if (proposal) return <Sentence>{`. ${proposalWords(proposal)}. ${reasonWords(proposal)}`}</Sentence>;
  const unsure = line.isPending ? typeset("Aucune facture ne s’impose : dites ce qu’il règle.") : "";
  const aside = asideWords(line) || unsure;
  return aside ? <Sentence>{`. ${aside}`}</Sentence> : null;
}

function Gestures({ line, slug, back, href }: Omit<LineRowProps, "mayWork"> & { href: string }) {
  const about = `, ${lineTitle(line)}`;
  if (line.match) {
    return (
      <GestureButton
        action={takeBack}
        values={{ societe: slug, ligne: line.id, retour: back }}
        variant="quiet"
        icon="undo"
        about={about}
        pending="Annulation…"
      >
        Annuler
      </GestureButton>
    );
  }
  if (!line.isPending) return null;
  return (
    <>
      <ButtonLink href={href} variant="quiet">
        {line.proposal ? "Autre choix" : "Rapprocher"}
        <span className="sr">{about}</span>
      </ButtonLink>
      {line.proposal && (
        <GestureButton
          action={confirmOne}
          values={{ societe: slug, ligne: line.id, vu: line.proposal.seen, retour: back, ...newFormKey() }}
          about={about}
          pending="Enregistrement…"
        >
          Confirmer
        </GestureButton>
      )}
    </>
  );
}
