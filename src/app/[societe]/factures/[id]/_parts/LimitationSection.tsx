import { formatDate } from "@/domain/dateText";
import { LIMITATION_ACT_SHEETS } from "@/domain/legal/limitationActs";
import { formatCount, NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { BriefRow } from "@/ui/lists/BriefRow";
import { PlainList } from "@/ui/lists/PlainList";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { Details } from "@/ui/messages/Details";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Sentence } from "@/ui/text/Sentence";
import type { LimitationView, ProposedAct } from "@/usecases/legal/readLimitation";
import { GestureButton } from "../../../../_forms/GestureButton";
import { keepProposal, withdrawAct } from "../prescription/actions";
import { type InvoicePageContext, invoiceValues } from "./InvoicePage";

interface LimitationSectionProps {
  page: InvoicePageContext;
  view: LimitationView;
}

/** Until when a court may be seised, what restarts the clock, and the ways to the court. */
export function LimitationSection({ page, view }: LimitationSectionProps) {
  return (
    <Section title="Délai pour agir en justice" id="prescription" aside={<Left view={view} />}>
      <Stack>
        {view.alert && (
          <Banner tone={view.alert.months > 3 ? "caution" : "critical"}>
            <Sentence>{view.alert.sentence}</Sentence>
          </Banner>
        )}
        <p>
          <Sentence>{view.period.explanation}</Sentence>
        </p>
        <Later view={view} />
        <Acts view={view} page={page} />
        {page.mayWork && <Proposals view={view} page={page} />}
        <Details summary="Ce qui n’interrompt pas ce délai">
          <PlainList items={view.withoutEffect} isQuiet />
        </Details>
        <Buttons>
          {page.mayWork && (
            <ButtonLink href={`${page.base}/prescription`} variant="outlined" size="small">
              Inscrire un acte
            </ButtonLink>
          )}
          <ButtonLink href={`${page.base}/voie-judiciaire`} variant="quietAccent" size="small">
            Quelle voie judiciaire{NBSP}?
          </ButtonLink>
          <ButtonLink href={`${page.base}/dossier`} variant="quietAccent" size="small">
            Dossier de preuves
          </ButtonLink>
        </Buttons>
      </Stack>
    </Section>
  );
}

/** `Jusqu’au 3 mai 2031`, or that a case or a mediation holds the clock. */
function Left({ view }: { view: LimitationView }) {
  const { lastDayOn, suspendedFromOn } = view.period;
  if (lastDayOn === undefined || view.daysLeft === undefined) {
    const cause = suspendedFromOn ? "la médiation" : "une affaire";
    return <p className="muted">Suspendu par {cause} en cours</p>;
  }
  const isOver = view.daysLeft < 0;
  return (
    <p className="muted">
      {isOver ? "Passé depuis le" : "Jusqu’au"} <DateText on={lastDayOn} />
    </p>
  );
}

/** The other date a judge may keep, and when the warnings come. */
function Later({ view }: { view: LimitationView }) {
  const { lastDayOn, latestDayOn } = view.period;
  if (lastDayOn === undefined) return null;
  const next = view.period.alertsOn.find((on) => on > view.today);
  const parts = [
    latestDayOn !== undefined && latestDayOn !== lastDayOn
      ? `Compté depuis l’échéance, le délai irait jusqu’au ${formatDate(latestDayOn)} ; la date la plus proche est retenue par prudence.`
      : "",
    next && !view.alert ? `Première alerte le ${formatDate(next)}, un an avant la fin.` : "",
    next && view.alert ? `Prochaine alerte le ${formatDate(next)}.` : "",
  ].filter((part) => part !== "");
  if (parts.length === 0) return null;
  return (
    <p className="small muted">
      <Sentence>{parts.join(" ")}</Sentence>
    </p>
  );
}

function Acts({ view, page }: { view: LimitationView; page: InvoicePageContext }) {
  if (view.acts.length === 0) return null;
  return (
    <Rows label="Actes inscrits">
      {view.acts.map((act) => (
        <BriefRow
          key={act.id}
          title={
            <>
              {LIMITATION_ACT_SHEETS[act.kind].name}, <DateText on={act.onDate} />
              {act.endedOn && (
                <>
                  {" "}
                  au <DateText on={act.endedOn} />
                </>
              )}
            </>
          }
          end={
            page.mayWork && (
              <GestureButton
                action={withdrawAct}
                values={invoiceValues(page, { acte: act.id })}
                variant="quiet"
                size="small"
                about={`${LIMITATION_ACT_SHEETS[act.kind].name.toLowerCase()} du ${formatDate(act.onDate)}`}
              >
                Retirer
              </GestureButton>
            )
          }
        >
          <Sentence>{act.proof}</Sentence>
          {act.document && (
            <>
              {" "}
              <Anchor href={`${page.home}/documents/${act.document.id}`} download>
                {act.document.name}
              </Anchor>
            </>
          )}
          {!act.counts && `${NBSP}: venu trop tard, ou sans effet envers ce client.`}
        </BriefRow>
      ))}
    </Rows>
  );
}

/** What the records suggest; it counts only once a person says so. */
function Proposals({ view, page }: { view: LimitationView; page: InvoicePageContext }) {
  if (view.proposals.length === 0) return null;
  const count = view.proposals.length;
  return (
    <Details
      summary={`${formatCount(count)} acte${count > 1 ? "s" : ""} possible${count > 1 ? "s" : ""}, à confirmer`}
      isOpen={view.alert !== undefined}
    >
      <Rows label="Actes possibles">
        {view.proposals.map((proposal) => (
          <BriefRow
            key={`${proposal.kind}${proposal.onDate}`}
            title={LIMITATION_ACT_SHEETS[proposal.kind].name}
            end={
              <GestureButton
                action={keepProposal}
                values={invoiceValues(page, {
                  kind: proposal.kind,
                  onDate: proposal.onDate,
                  proof: proposal.proof,
                })}
                variant="outlined"
                size="small"
                about={`le ${formatDate(proposal.onDate)}`}
              >
                Retenir
              </GestureButton>
            }
          >
            <Sentence>{proposalWords(proposal)}</Sentence>
          </BriefRow>
        ))}
      </Rows>
    </Details>
  );
}

function proposalWords({ kind, onDate, proof, untilOn }: ProposedAct): string {
  const ground = {
    PARTIAL_PAYMENT: ", si la preuve qu’il vient du débiteur est gardée",
    ACKNOWLEDGEMENT: ", s’il y admet devoir",
    WRITTEN_CLAIM: ", si l’administration l’a reçu",
  }[kind as string];
  const until = untilOn ? ` Le délai irait jusqu’au ${formatDate(untilOn)}${ground ?? ""}.` : "";
  return `${proof} (${formatDate(onDate)}).${until}`;
}
