import type { Metadata } from "next";
import { clock } from "@/context/clock";
import { formatDateShort } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { WAITING_TITLES, type WaitingKind } from "@/domain/reporting/waiting";
import { localDateAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Pager } from "@/ui/controls/Pager";
import { Tabs } from "@/ui/controls/Tabs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Amount } from "@/ui/text/Amount";
import type { IconName } from "@/ui/text/iconPaths";
import type { Tone } from "@/ui/text/tone";
import {
  readFirmWorklist,
  readWorklistQuery,
  type WorklistLine,
  type WorkTab,
} from "@/usecases/reporting/readFirmWorklist";
import { enterFirm } from "../../../_server/firm";

export const metadata: Metadata = { title: "À faire" };

type Props = {
  params: Promise<{ cabinet: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const TAB_LABELS: Record<WorkTab, string> = {
  tout: "Tout",
  delais: "Délais",
  appels: "Appels",
  accords: "À approuver et à poster",
  reponses: "Réponses",
  envois: "Envois à vérifier",
};

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

export default async function FirmWorklistPage({ params, searchParams }: Props) {
  const { cabinet } = await params;
  const query = readWorklistQuery(await searchParams);
  const { firm, mandates } = await enterFirm(cabinet);
  const open = await mandates();
  const list = await readFirmWorklist(
    open.map(({ companyId }) => companyId),
    query,
    clock.now(),
  );
  const base = `/cabinet/${firm.slug}/a-faire`;
  return (
    <PageFrame>
      <PageHead title="À faire">
        Les décisions de toutes vos sociétés, la plus ancienne d’abord. Chacune se traite chez la société, qui
        en garde la trace.
      </PageHead>
      <Tabs
        label="Décisions par sorte"
        tabs={(Object.keys(TAB_LABELS) as WorkTab[]).map((tab) => ({
          href: tab === "tout" ? base : `${base}?liste=${tab}`,
          label: TAB_LABELS[tab],
          count: list.counts[tab],
          isCurrent: tab === query.tab,
        }))}
      />
      {list.lines.length === 0 ? (
        <EmptyState title="Rien n’attend ici">
          {query.tab === "tout"
            ? "Toutes les sociétés du cabinet sont à jour."
            : `Les autres décisions sont dans «${NBSP}Tout${NBSP}».`}
        </EmptyState>
      ) : (
        <>
          <Rows label="Décisions">
            {list.lines.map((line) => (
              <WorkRow key={`${line.kind} ${line.id}`} line={line} />
            ))}
          </Rows>
          <Pager
            {...(query.after && { previousHref: query.tab === "tout" ? base : `${base}?liste=${query.tab}` })}
            {...(list.next && { nextHref: `${base}?liste=${query.tab}&apres=${list.next}` })}
            previousLabel="Premières"
          >
            {`${list.lines.length} sur ${list.counts[query.tab]}`}
          </Pager>
        </>
      )}
    </PageFrame>
  );
}

function WorkRow({ line }: { line: WorklistLine }) {
  const { companyName, companySlug, kind, clientName, invoiceCount, number, invoiceId, balanceCents } = line;
  const since = formatDateShort(localDateAt(line.atMs, "Europe/Paris"));
  const about =
    number === null ? "" : invoiceCount > 1 ? `, ${invoiceCount}${NBSP}factures` : `, facture ${number}`;
  return (
    <Row
      {...LOOKS[kind]}
      title={`${WAITING_TITLES[kind]}, ${clientName}`}
      href={
        invoiceCount === 1 && invoiceId
          ? `/${companySlug}/factures/${invoiceId}`
          : `/${companySlug}/clients/${line.clientId}`
      }
      {...(balanceCents !== null && { end: <Amount cents={balanceCents} /> })}
      actions={
        <ButtonLink href={`/${companySlug}`} size="small">
          Traiter<span className="sr">, {companyName}</span>
        </ButtonLink>
      }
    >
      {companyName}
      {about}, depuis le {since}
    </Row>
  );
}
