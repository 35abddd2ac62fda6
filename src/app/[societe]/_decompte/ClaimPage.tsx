import { rates, refreshRates } from "@/context/rates";
import { formatDate } from "@/domain/dateText";
import { creditToUse } from "@/domain/legal/letterObstacle";
import { NBSP } from "@/domain/money";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { DateInput } from "@/ui/controls/DateInput";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Sentence } from "@/ui/text/Sentence";
import { type ClaimQuery, type ClaimView, readClaim } from "@/usecases/legal/readClaim";
import { GestureButton } from "../../_forms/GestureButton";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { orNotFound } from "../../_server/orNotFound";
import { issue } from "./actions";
import { ClaimLedger } from "./ClaimLedger";
import { ClaimLines } from "./ClaimLines";
import styles from "./ClaimPage.module.css";
import type { ClaimPageContext } from "./ClaimPageContext";
import { claimQueryOf, claimSearch } from "./claimQuery";

interface ClaimPageProps {
  societe: string;
  of: ClaimQuery["of"];
  search: Readonly<Record<string, string | string[] | undefined>>;
}

/** The décompte of an invoice or of a client, on the day of the address. */
export async function ClaimPage({ societe, of, search }: ClaimPageProps) {
  const { ctx, access, may } = await enterCompany(societe);
  await refreshRates();
  const query = claimQueryOf(of, search);
  const claim = await orNotFound(readClaim(ctx, query, rates));
  const home = `/${access.slug}`;
  const subject = "invoiceId" in of ? `${home}/factures/${of.invoiceId}` : `${home}/clients/${of.clientId}`;
  const base = `${subject}/decompte`;
  const page: ClaimPageContext = {
    claim,
    home,
    slug: access.slug,
    base,
    here: `${base}${claimSearch(query)}`,
    mayWork: may("work"),
    mayApprove: may("approve"),
  };
  return (
    <PageFrame>
      <FlashLine params={search} />
      <ClaimCrumbs page={page} subject={subject} />
      <PageHead
        title="Décompte"
        {...(claim.statement && { amountCents: claim.statement.totalDueCents })}
        actions={claim.statement && <Files page={page} query={query} />}
      >
        {claim.statement ? (
          <>
            dus par {claim.client.name} au <DateText on={claim.on} /> inclus
            {claim.statement.dailyCents !== undefined && claim.statement.dailyCents > 0n && (
              <>
                , puis <Amount cents={claim.statement.dailyCents} /> par jour
              </>
            )}
            .
          </>
        ) : (
          `${claim.client.name}, au ${formatDate(claim.on)}.`
        )}
      </PageHead>
      <DayChoice page={page} query={query} />
      {claim.problem && (
        <Banner tone="caution">
          <Sentence>{claim.problem}</Sentence>
        </Banner>
      )}
      {claim.freeCreditCents > 0n && (
        <Banner tone="caution">
          <Sentence>{creditToUse(claim.freeCreditCents).message}</Sentence>{" "}
          <Anchor href={`${home}/clients/${claim.client.id}`}>Voir ce client</Anchor>
        </Banner>
      )}
      {claim.statement ? (
        <>
          <ClaimLines page={page} />
          <ClaimLedger page={page} paidLate={<PaidLate page={page} query={query} />} />
          {page.mayWork && <Issue page={page} query={query} />}
        </>
      ) : (
        !claim.problem && <NothingLate page={page} query={query} />
      )}
    </PageFrame>
  );
}

function ClaimCrumbs({ page, subject }: { page: ClaimPageContext; subject: string }) {
  const { claim, home } = page;
  const client = { href: `${home}/clients/${claim.client.id}`, label: claim.client.name };
  const above =
    claim.invoiceNumber === null
      ? [{ href: `${home}/clients`, label: "Clients" }, client]
      : [client, { href: subject, label: claim.invoiceNumber }];
  return <Crumbs above={above}>Décompte</Crumbs>;
}

/** Any day, in the address bar: a form that needs no script. */
function DayChoice({ page, query }: { page: ClaimPageContext; query: ClaimQuery }) {
  return (
    <form className={styles.day} action={page.base} method="get">
      {query.withPaid && <input type="hidden" name="soldees" value="1" />}
      <DateInput
        name="le"
        label="Arrêté au"
        defaultOn={page.claim.on}
        min={"2015-01-01" as ClaimView["on"]}
      />
      <Button>Recalculer</Button>
      {page.claim.on !== page.claim.today && (
        <ButtonLink
          href={`${page.base}${claimSearch({ on: null, withPaid: query.withPaid })}`}
          variant="quiet"
        >
          Aujourd’hui
        </ButtonLink>
      )}
    </form>
  );
}

function Files({ page, query }: { page: ClaimPageContext; query: ClaimQuery }) {
  const search = claimSearch(query);
  return (
    <>
      <ButtonLink href={`${page.base}/csv${search}`} icon="download" download>
        CSV
      </ButtonLink>
      <ButtonLink href={`${page.base}/pdf${search}`} icon="document" variant="primary" download>
        PDF
      </ButtonLink>
    </>
  );
}

/** What invoices paid late still owe is said, never claimed without a gesture. */
function PaidLate({ page, query }: { page: ClaimPageContext; query: ClaimQuery }) {
  const { count, dueCents } = page.claim.paidLate;
  if (count === 0) return null;
  const many = count > 1 ? `${count}${NBSP}factures réglées en retard` : "Une facture réglée en retard";
  const toggled = claimSearch({ on: query.on, withPaid: !query.withPaid });
  return (
    <p className="small muted">
      {many} {count > 1 ? "laissent" : "laisse"} encore <Amount cents={dueCents} /> de pénalités et
      d’indemnités, {query.withPaid ? "compris" : "non compris"} dans ce décompte.{" "}
      <Anchor href={`${page.base}${toggled}`}>
        {query.withPaid ? "Les laisser de côté" : "Les ajouter"}
      </Anchor>
    </p>
  );
}

function NothingLate({ page, query }: { page: ClaimPageContext; query: ClaimQuery }) {
  return (
    <>
      <EmptyState icon="checkCircle" title="Rien n’est en retard à cette date">
        {page.claim.invoiceNumber === null
          ? "Aucune facture de ce client n’était échue et impayée ce jour-là."
          : "Choisissez un jour plus tardif, ou revenez à la facture."}
      </EmptyState>
      <PaidLate page={page} query={query} />
    </>
  );
}

/** Keeps the file and counts its sums as asked for. */
function Issue({ page, query }: { page: ClaimPageContext; query: ClaimQuery }) {
  const { claim, slug, here } = page;
  if (!claim.statement || claim.on > claim.today || claim.statement.totalDueCents === 0n) return null;
  if (claim.freeCreditCents > 0n) return null;
  const values: Record<string, string> = { societe: slug, retour: here, le: claim.on };
  if (query.withPaid) values.soldees = "1";
  if ("invoiceId" in query.of) values.facture = query.of.invoiceId;
  else values.client = query.of.clientId;
  return (
    <Section title="Vous l’adressez vous-même à votre client ?">
      <p className="small muted">
        Téléchargez le PDF, envoyez-le, puis notez-le ici : le fichier exact est conservé, et ses sommes
        comptent comme réclamées.
      </p>
      <GestureButton action={issue} values={values} pending="Un instant…">
        Noter comme adressé aujourd’hui
      </GestureButton>
    </Section>
  );
}
