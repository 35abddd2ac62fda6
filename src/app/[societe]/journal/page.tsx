import type { Metadata } from "next";
import { NBSP } from "@/domain/money";
import { JOURNAL_THINGS } from "@/domain/reporting/journalSentence";
import { localDateAt } from "@/domain/zonedTime";
import { FilterBar } from "@/ui/controls/FilterBar";
import { Pager } from "@/ui/controls/Pager";
import { Select } from "@/ui/controls/Select";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Sentence } from "@/ui/text/Sentence";
import { TimeText } from "@/ui/text/TimeText";
import {
  type JournalLine,
  type JournalQuery,
  readJournal,
  readJournalQuery,
} from "@/usecases/reporting/readJournal";
import { ActionForm } from "../../_forms/ActionForm";
import { enterCompany } from "../../_server/company";
import { verify } from "./actions";

export const metadata: Metadata = { title: "Journal" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function JournalPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe);
  const query = readJournalQuery(await searchParams);
  const journal = await readJournal(ctx, query);
  const base = `/${access.slug}/journal`;
  return (
    <PageFrame>
      <PageHead title="Journal">
        Chaque geste, de qui et quand. Chaque entrée porte l’empreinte de la précédente{NBSP}: en changer une
        romprait toutes les suivantes.
      </PageHead>
      <FilterBar label="Filtrer le journal" action={base}>
        <Select
          name="quoi"
          label="Sujet"
          isLabelHidden
          defaultValue={query.thing ?? ""}
          options={[
            { value: "", label: "Tous les sujets" },
            ...Object.entries(JOURNAL_THINGS).map(([value, label]) => ({ value, label })),
          ]}
        />
        <Select
          name="qui"
          label="Auteur"
          isLabelHidden
          defaultValue={query.actor ?? ""}
          options={[
            { value: "", label: "Tout le monde" },
            ...journal.people.map(({ id, name }) => ({ value: id, label: name })),
            { value: "debtor", label: "Clients, par leur lien" },
            { value: "key", label: "Programmes, par une clé API" },
            { value: "system", label: "Dûment" },
          ]}
        />
      </FilterBar>
      {journal.lines.length === 0 ? (
        <EmptyState icon="document" title="Aucune entrée ne correspond">
          Retirez un filtre{NBSP}: le journal lui-même n’est jamais effacé.
        </EmptyState>
      ) : (
        <>
          <Entries slug={access.slug} lines={journal.lines} timeZone={journal.timeZone} />
          <Pager
            {...(journal.newer !== null && { previousHref: hrefOf(base, query, "avant", journal.newer) })}
            {...(journal.older !== null && { nextHref: hrefOf(base, query, "apres", journal.older) })}
            previousLabel="Entrées plus récentes"
            nextLabel="Entrées plus anciennes"
          >
            {journal.lines.length}{" "}
            {journal.lines.length > 1 ? "entrées affichées, les plus récentes d’abord" : "entrée affichée"}
          </Pager>
        </>
      )}
      <Section title="Vérification" id="verification">
        <Stack>
          <p className="muted">
            Recalcule l’empreinte de chaque entrée, de la première à la dernière. L’exploitant peut faire de
            même par une commande.
          </p>
          <ActionForm
            action={verify}
            hidden={{ societe: access.slug }}
            fields={[]}
            submit="Vérifier le journal"
            pending="Vérification…"
            variant="outlined"
          />
        </Stack>
      </Section>
    </PageFrame>
  );
}

function hrefOf(base: string, query: JournalQuery, name: "avant" | "apres", seq: bigint): string {
  const params = new URLSearchParams();
  if (query.thing) params.set("quoi", query.thing);
  if (query.actor) params.set("qui", query.actor);
  params.set(name, seq.toString());
  return `${base}?${params}`;
}

interface EntriesProps {
  slug: string;
  lines: readonly JournalLine[];
  timeZone: string;
}

function Entries({ slug, lines, timeZone }: EntriesProps) {
  return (
    <Table caption="Entrées du journal, les plus récentes d’abord">
      <TableHead>
        <Column align="end">N°</Column>
        <Column>Quand</Column>
        <Column>Quoi</Column>
        <Column>Qui</Column>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.seq.toString()}>
            <Cell align="end" phone="hidden">
              {line.seq.toString()}
            </Cell>
            <Cell phone="underEnd">
              <DateText on={localDateAt(line.atMs, timeZone)} format="shortYear" />{" "}
              <TimeText at={line.atMs} timeZone={timeZone} />
            </Cell>
            <RowHeader sub={line.about || undefined}>
              <EntryTitle slug={slug} line={line} />
            </RowHeader>
            <Cell phone="under">{line.who}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Where an entry leads: things that have a page of their own. */
const PAGES: Readonly<Record<string, string>> = { invoice: "factures", client: "clients" };

function EntryTitle({ slug, line }: { slug: string; line: JournalLine }) {
  const page = Object.hasOwn(PAGES, line.entity) ? PAGES[line.entity] : undefined;
  const sentence = <Sentence>{line.sentence}</Sentence>;
  return page ? <Anchor href={`/${slug}/${page}/${line.entityId}`}>{sentence}</Anchor> : sentence;
}
