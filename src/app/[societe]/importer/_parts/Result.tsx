import { formatCount } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Pager } from "@/ui/controls/Pager";
import { Tabs } from "@/ui/controls/Tabs";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Figure, Figures } from "@/ui/lists/Figures";
import { Banner } from "@/ui/messages/Banner";
import { DateText } from "@/ui/text/DateText";
import type { ImportPage, IssuePage } from "@/usecases/invoicing/readImport";
import { GestureButton } from "../../../_forms/GestureButton";
import { takeUpAgain } from "../actions";
import { CreditList } from "./CreditList";
import { IssueTable } from "./IssueTable";
import { creditsIn, documentsIn, invoicesIn, linesIn, many, participle, pdfsIn } from "./words";

export type IssueKind = "ERROR" | "NOTICE";

interface ResultProps {
  page: ImportPage;
  slug: string;
  issues: IssuePage;
  kind: IssueKind;
  /** The list is read from its first page. */
  isFirst: boolean;
}

/** What an import did: the counts, and what it has to say line by line. */
export function Result({ page, slug, issues, kind, isFirst }: ResultProps) {
  const base = `/${slug}/importer/${page.id}`;
  return (
    <Stack gap="wide">
      <Stack>
        <Outcome page={page} />
        <Figures>
          <Figure label="Créées">{formatCount(page.createdCount)}</Figure>
          {page.creditedCount > 0 && (
            <Figure label="Avoirs enregistrés">{formatCount(page.creditedCount)}</Figure>
          )}
          <Figure label="Déjà là" note="inchangées">
            {formatCount(page.unchangedCount)}
          </Figure>
          <Figure label={page.isBundle ? "Fichiers refusés" : "Lignes refusées"}>
            {formatCount(page.errorCount)}
          </Figure>
          {!page.isBundle && (
            <Figure label="Laissées de côté" note="totaux, devis…">
              {formatCount(page.leftOutCount)}
            </Figure>
          )}
        </Figures>
      </Stack>
      {page.credits.length > 0 && <CreditList credits={page.credits} home={`/${slug}`} />}
      {page.issues.errors + page.issues.notices > 0 && (
        <Section title={page.isBundle ? "Fichier par fichier" : "Ligne par ligne"}>
          <Tabs
            label="Remarques sur les lignes"
            tabs={[
              {
                href: base,
                label: "À corriger",
                count: formatCount(page.issues.errors),
                isCurrent: kind === "ERROR",
              },
              {
                href: `${base}?voir=remarques`,
                label: "Pour information",
                count: formatCount(page.issues.notices),
                isCurrent: kind === "NOTICE",
              },
            ]}
          />
          <IssueList base={base} issues={issues} kind={kind} isFirst={isFirst} areFiles={page.isBundle} />
        </Section>
      )}
    </Stack>
  );
}

function Outcome({ page }: { page: ImportPage }) {
  const { undone, createdCount, creditedCount, joinedCount, unchangedCount, failure, state } = page;
  if (undone?.on) {
    const kept = undone.kept === "" ? "" : ` Le reste demeure : ${undone.kept}.`;
    const { count, creditCount } = undone;
    const cancelled = `${documentsIn(count, creditCount) || invoicesIn(0)} ${participle(count, creditCount, "annulé")}`;
    return (
      <Banner icon="undo">
        Import annulé le <DateText on={undone.on} />
        {typeset(` : ${cancelled}.${kept}`)}
      </Banner>
    );
  }
  if (state === "FAILED") {
    return (
      <Banner tone="critical" urgency="alert">
        {failure}
      </Banner>
    );
  }
  if (createdCount + creditedCount + joinedCount === 0 && page.errorCount === 0) {
    return <Banner>{typeset("Rien n’a changé : tout était déjà là, à l’identique.")}</Banner>;
  }
  const thereIn = page.isBundle ? many(unchangedCount, "document", "documents") : invoicesIn(unchangedCount);
  const there = unchangedCount > 0 ? `, ${thereIn} déjà là` : "";
  const created = `${invoicesIn(createdCount)} ${createdCount > 1 ? "créées" : "créée"}`;
  const credited = `${creditsIn(creditedCount)} ${creditedCount > 1 ? "enregistrés" : "enregistré"}`;
  const done = [
    ...(createdCount > 0 || creditedCount + joinedCount === 0 ? [created] : []),
    ...(creditedCount > 0 ? [credited] : []),
    ...(joinedCount > 0 ? [`${pdfsIn(joinedCount)} ${joinedCount > 1 ? "joints" : "joint"}`] : []),
  ];
  return (
    <Banner tone={page.errorCount > 0 ? "caution" : "positive"}>
      {typeset(`Import terminé : ${done.join(", ")}${there}, ${refusedWords(page)}.`)}
    </Banner>
  );
}

function refusedWords({ errorCount, isBundle }: ImportPage): string {
  if (isBundle) {
    return errorCount > 0 ? many(errorCount, "fichier refusé", "fichiers refusés") : "aucun fichier refusé";
  }
  return errorCount > 0 ? `${linesIn(errorCount)} à corriger` : "aucune ligne refusée";
}

interface GesturesProps {
  page: ImportPage;
  slug: string;
  mayWork: boolean;
}

/** What may follow an import that has ended: buttons for the head of its page. */
export function Gestures({ page, slug, mayWork }: GesturesProps) {
  const base = `/${slug}/importer/${page.id}`;
  const isOpen = page.undone === null;
  const isFailed = page.state === "FAILED";
  return (
    <>
      {mayWork && isOpen && page.createdCount + page.creditedCount + page.joinedCount > 0 && (
        <ButtonLink href={`${base}/annuler`} icon="undo" variant="quiet">
          Annuler cet import
        </ButtonLink>
      )}
      {page.hasRefusedLines && (
        <ButtonLink href={`${base}/a-corriger`} icon="download" download="">
          Télécharger les lignes à corriger
        </ButtonLink>
      )}
      {mayWork && isOpen && isFailed && (
        <GestureButton
          action={takeUpAgain}
          values={{ societe: slug, import: page.id, retour: base }}
          variant="primary"
          pending="Reprise…"
        >
          {page.createdCount + page.creditedCount === 0 ? "Revoir les choix" : "Reprendre où il en était"}
        </GestureButton>
      )}
      {page.createdCount > 0 && isOpen && (
        <ButtonLink
          href={`/${slug}/factures?etat=toutes&import=${page.id}`}
          icon="invoice"
          {...(!isFailed && { variant: "primary" })}
        >
          Voir les factures créées
        </ButtonLink>
      )}
    </>
  );
}

interface IssueListProps {
  base: string;
  issues: IssuePage;
  kind: IssueKind;
  isFirst: boolean;
  areFiles: boolean;
}

function IssueList({ base, issues, kind, isFirst, areFiles }: IssueListProps) {
  const query = kind === "NOTICE" ? "voir=remarques&" : "";
  if (issues.rows.length === 0) {
    return <p className="muted">{kind === "ERROR" ? "Rien à corriger." : "Rien d’autre à signaler."}</p>;
  }
  return (
    <>
      <IssueTable
        caption={
          kind === "ERROR" ? "Ce qui ne va pas, ligne par ligne" : "Ce qui est à savoir, ligne par ligne"
        }
        issues={issues.rows.map((row) => ({ ...row, key: row.position }))}
        areFiles={areFiles}
        {...(kind === "NOTICE" && { says: "Remarque" })}
      />
      <Pager
        {...(!isFirst && { previousHref: `${base}?${query}` })}
        {...(issues.next !== null && { nextHref: `${base}?${query}apres=${issues.next}` })}
        previousLabel="Au début"
        nextLabel="Suite"
      >
        {formatCount(issues.rows.length)} {issues.rows.length > 1 ? "points affichés" : "point affiché"}, dans
        l’ordre du fichier
      </Pager>
    </>
  );
}
