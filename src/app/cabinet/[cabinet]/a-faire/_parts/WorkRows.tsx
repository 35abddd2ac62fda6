import { formatDateShort } from "@/domain/dateText";
import { groupBy } from "@/domain/groupBy";
import { capitalised } from "@/domain/legal/phrases";
import { NBSP } from "@/domain/money";
import { WAITING_TITLES, type WaitingKind } from "@/domain/reporting/waiting";
import type { WorkList } from "@/domain/reporting/workChain";
import { localDateAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Amount } from "@/ui/text/Amount";
import type { IconName } from "@/ui/text/iconPaths";
import type { Tone } from "@/ui/text/tone";
import type { WorklistLine } from "@/usecases/reporting/readFirmWorklist";
import { decisionPath } from "../../../../_chain/decisionPath";

const LOOKS: Record<WaitingKind, { icon: IconName; tone?: Tone }> = {
  CLAIM_TO_DECLARE: { icon: "warning", tone: "critical" },
  LIMITATION: { icon: "clock", tone: "critical" },
  UNCERTAIN: { icon: "question", tone: "caution" },
  CALL: { icon: "phone", tone: "accent" },
  LETTER_TO_APPROVE: { icon: "envelope", tone: "critical" },
  LETTER_TO_POST: { icon: "envelope", tone: "accent" },
  LETTER_TO_RESEND: { icon: "envelope", tone: "caution" },
  LETTER_DEADLINE: { icon: "calendarCross", tone: "critical" },
  APPROVAL: { icon: "send", tone: "accent" },
  DECLARATION: { icon: "receive", tone: "positive" },
  DISPUTE: { icon: "dispute", tone: "info" },
  REQUEST: { icon: "question", tone: "info" },
  BROKEN_PROMISE: { icon: "calendarCross", tone: "caution" },
  DEBIT: { icon: "calendarCross", tone: "caution" },
  CREDIT: { icon: "receive", tone: "info" },
  REPLY: { icon: "envelope", tone: "info" },
  UNDELIVERED: { icon: "warning", tone: "caution" },
  FAILED: { icon: "warning", tone: "critical" },
  ADDRESS: { icon: "edit", tone: "caution" },
};

interface WorkRowsProps {
  lines: readonly WorklistLine[];
  list: WorkList;
  /** Rank of the first line in the whole list. */
  firstRank: number;
  total: number;
}

/** Decisions, the oldest first; those about one client of one company together, where the oldest of them stands. */
export function WorkRows({ lines, list, firstRank, total }: WorkRowsProps) {
  const ranked = lines.map((line, index) => {
    const rank = firstRank + index;
    return { line, href: decisionPath(line, list, { rank, total, from: rank, done: 0 }) };
  });
  const groups = groupBy(ranked, ({ line }) => `${line.companySlug} ${line.clientId}`);
  return (
    <Rows label="Décisions">
      {[...groups].map(([key, group]) => {
        const [first] = group;
        if (!first) return null;
        if (group.length === 1) return <WorkRow key={key} {...first} isOfGroup={false} />;
        return (
          <Row
            key={key}
            icon="account"
            title={first.line.clientName}
            href={`/${first.line.companySlug}/clients/${first.line.clientId}`}
            more={
              <Rows label={`Décisions pour ${first.line.clientName}`}>
                {group.map((one) => (
                  <WorkRow key={`${one.line.kind} ${one.line.id}`} {...one} isOfGroup />
                ))}
              </Rows>
            }
          >
            {first.line.companyName}, {group.length}
            {NBSP}décisions
          </Row>
        );
      })}
    </Rows>
  );
}

function WorkRow({ line, href, isOfGroup }: { line: WorklistLine; href: string; isOfGroup: boolean }) {
  const { companyName, kind, clientName, invoiceCount, number, balanceCents } = line;
  const since = formatDateShort(localDateAt(line.atMs, "Europe/Paris"));
  const about =
    number === null ? "" : invoiceCount > 1 ? `${invoiceCount}${NBSP}factures` : `facture ${number}`;
  const facts = [isOfGroup ? "" : companyName, about, `depuis le ${since}`].filter((part) => part !== "");
  return (
    <Row
      {...LOOKS[kind]}
      title={isOfGroup ? WAITING_TITLES[kind] : `${WAITING_TITLES[kind]}, ${clientName}`}
      href={href}
      {...(balanceCents !== null && { end: <Amount cents={balanceCents} /> })}
      actions={
        <ButtonLink href={href} size="small">
          Traiter
          <span className="sr">
            , {WAITING_TITLES[kind]}, {clientName}, {companyName}
          </span>
        </ButtonLink>
      }
    >
      {capitalised(facts.join(", "))}
    </Row>
  );
}
