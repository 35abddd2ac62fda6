import { rates } from "@/context/rates";
import { formatDate } from "@/domain/dateText";
import { DECLARATION_CHECKLIST, INSOLVENCY_NAMES } from "@/domain/legal/claimDeclaration";
import { formatCount, NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Fact, Facts } from "@/ui/lists/Facts";
import { PlainList } from "@/ui/lists/PlainList";
import { Banner } from "@/ui/messages/Banner";
import { Details } from "@/ui/messages/Details";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Sentence } from "@/ui/text/Sentence";
import { type InsolvencyView, readInsolvency } from "@/usecases/legal/readInsolvency";
import type { CompanyCtx } from "@/usecases/ports";
import { closureWords } from "./closureWords";

interface InsolvencySectionProps {
  ctx: CompanyCtx;
  clientId: string;
  /** Address of the client's page. */
  here: string;
  mayWork: boolean;
}

/** The procedure that stops everything: what to declare, to whom, until when. Nothing when there is none. */
export async function InsolvencySection({ ctx, clientId, here, mayWork }: InsolvencySectionProps) {
  const view = await readInsolvency(ctx, clientId, rates);
  if (!view) return null;
  const { insolvency } = view;
  if (view.closedOn !== null) return <Closed view={view} here={here} mayWork={mayWork} />;
  return (
    <Section
      title={`Procédure de ${INSOLVENCY_NAMES[insolvency.kind]}`}
      id="procedure"
      aside={mayWork && <Anchor href={`${here}/procedure`}>Modifier</Anchor>}
    >
      <Stack>
        <Deadline view={view} />
        <Facts layout="wide">
          <Fact term="Jugement d’ouverture" notes={[insolvency.courtName].filter((name) => name !== "")}>
            <DateText on={insolvency.openedOn} />
          </Fact>
          <Fact term="Publication au BODACC">
            {insolvency.publishedOn ? <DateText on={insolvency.publishedOn} /> : "À compléter"}
          </Fact>
          {insolvency.officerName && (
            <Fact term="Déclarer à" notes={insolvency.officerAddress.split("\n")}>
              {insolvency.officerName}
            </Fact>
          )}
          <Fact
            term="Montant à déclarer"
            notes={[
              typeset(
                `Intérêts arrêtés au ${formatDate(view.deadlines.interestStopsAfterOn)}, la veille du jugement.`,
              ),
            ]}
          >
            {view.totalCents === null ? (
              (view.problem ?? "Aucune facture visée")
            ) : (
              <Amount cents={view.totalCents} />
            )}
          </Fact>
          <Fact term="Factures visées">
            <FrozenInvoices view={view} here={here} />
          </Fact>
        </Facts>
        {view.totalCents !== null && <Papers view={view} here={here} mayWork={mayWork} />}
        <Details summary="Ce que la déclaration doit contenir, et les autres délais">
          <PlainList items={DECLARATION_CHECKLIST} isQuiet />
          <p className="small muted">
            <Sentence>{otherLimits(view)}</Sentence>
          </p>
        </Details>
      </Stack>
    </Section>
  );
}

/** A procedure that is over: what it leaves behind. */
function Closed({ view, here, mayWork }: { view: InsolvencyView; here: string; mayWork: boolean }) {
  return (
    <Section
      title={`Procédure de ${INSOLVENCY_NAMES[view.insolvency.kind]}, close`}
      id="procedure"
      aside={mayWork && <Anchor href={`${here}/procedure`}>Modifier</Anchor>}
    >
      <Stack>
        <Banner>
          <Sentence>{closureWords(view)}</Sentence>
        </Banner>
        <Facts layout="wide">
          <Fact term="Jugement d’ouverture">
            <DateText on={view.insolvency.openedOn} />
          </Fact>
          <Fact term="Factures visées">
            <FrozenInvoices view={view} here={here} />
          </Fact>
        </Facts>
      </Stack>
    </Section>
  );
}

/** What is to be done, and how soon; what was done. */
function Deadline({ view }: { view: InsolvencyView }) {
  const { insolvency, deadlines, daysToDeclare } = view;
  if (insolvency.declaredOn !== null) {
    return (
      <Banner tone="positive">
        <Sentence>{`Créance déclarée le ${formatDate(insolvency.declaredOn)} : ${insolvency.declaredBy}.`}</Sentence>
      </Banner>
    );
  }
  const isOver = daysToDeclare !== null && daysToDeclare < 0;
  const left =
    daysToDeclare === null || isOver
      ? ""
      : ` Il reste ${formatCount(daysToDeclare)} jour${daysToDeclare > 1 ? "s" : ""}.`;
  const relief =
    isOver && deadlines.reliefByOn
      ? `Le délai de déclaration est passé. Un relevé de forclusion peut être demandé au juge-commissaire jusqu’au ${formatDate(deadlines.reliefByOn)} (art. L. 622-26 du code de commerce).`
      : "";
  return (
    <Banner tone={isOver || (daysToDeclare ?? 99) <= 15 ? "critical" : "caution"}>
      <Sentence>{typeset(relief || `${deadlines.sentence}${left}`)}</Sentence>{" "}
      <span className="small">({deadlines.article})</span>
    </Banner>
  );
}

/** Named up to ten; the others are counted. */
const NAMED = 10;

function FrozenInvoices({ view, here }: { view: InsolvencyView; here: string }) {
  const home = here.split("/clients/")[0] ?? "";
  const shown = view.invoices.slice(0, NAMED);
  const others = view.invoices.length - shown.length;
  if (view.invoices.length === 0) return "Aucune facture ouverte";
  return (
    <>
      {shown.map((invoice, index) => (
        <span key={invoice.id}>
          {index > 0 && ", "}
          <Anchor href={`${home}/factures/${invoice.id}`}>{invoice.number}</Anchor>
          {invoice.isLater && " (à échoir)"}
        </span>
      ))}
      {others > 0 && ` et ${formatCount(others)} autre${others > 1 ? "s" : ""}`}
    </>
  );
}

function Papers({ view, here, mayWork }: { view: InsolvencyView; here: string; mayWork: boolean }) {
  const isDeclared = view.insolvency.declaredOn !== null;
  return (
    <Buttons>
      <ButtonLink href={`${here}/procedure/declaration`} icon="document" download>
        Déclaration de créance
      </ButtonLink>
      <ButtonLink href={`${here}/procedure/decompte`} icon="document" download>
        Décompte joint
      </ButtonLink>
      {mayWork && !isDeclared && (
        <ButtonLink href={`${here}/procedure#declaree`}>Je l’ai déclarée</ButtonLink>
      )}
    </Buttons>
  );
}

function otherLimits({ deadlines }: InsolvencyView): string {
  const reclaim = deadlines.reclaimGoodsByOn
    ? `jusqu’au ${formatDate(deadlines.reclaimGoodsByOn)}`
    : "dans les trois mois de la publication";
  return typeset(
    `Marchandises vendues avec réserve de propriété : à revendiquer ${reclaim} (art. L. 624-9). Une prestation exécutée après le jugement reste payable à son échéance (art. L. 622-17)${NBSP}: indiquez sa date d’exécution sur la facture, elle sera de nouveau relancée.`,
  );
}
