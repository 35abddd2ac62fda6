import type { Metadata } from "next";
import { postalCarrier } from "@/context/post";
import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { BulkBar } from "@/ui/controls/BulkBar";
import { Button } from "@/ui/controls/Button";
import { FilterBar } from "@/ui/controls/FilterBar";
import { FilterChips } from "@/ui/controls/FilterChips";
import { Pager } from "@/ui/controls/Pager";
import { SearchInput } from "@/ui/controls/SearchInput";
import { Select } from "@/ui/controls/Select";
import { Tabs } from "@/ui/controls/Tabs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { EmptyState } from "@/ui/messages/EmptyState";
import { LetterTable } from "@/ui/tables/LetterTable";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import {
  LETTER_TABS,
  type LetterLine,
  type LetterList,
  type LetterQuery,
  type LetterTab,
  listLetters,
  readLetterQuery,
} from "@/usecases/dunning/listLetters";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { CHANNEL_NAMES, lastFact, letterStage, numbersWords, TAB_LABELS } from "./_parts/letterWords";

export const metadata: Metadata = { title: "Courriers" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function LettersPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { ctx, access, may } = await enterCompany(societe);
  const query = readLetterQuery(search);
  const list = await listLetters(ctx, query);
  const base = `/${access.slug}/courriers`;
  const gestures = gesturesOf(query.tab, { mayWork: may("work"), mayApprove: may("approve") });
  return (
    <PageFrame>
      <FlashLine params={search} />
      <PageHead title="Courriers">
        <Sentence>{headline(list)}</Sentence>
      </PageHead>
      <Tabs
        label="Courriers par état"
        tabs={LETTER_TABS.map((tab) => ({
          href: hrefOf(base, { ...query, tab, cursor: null }),
          label: TAB_LABELS[tab],
          count: list.counts[tab],
          isCurrent: tab === query.tab,
        }))}
      />
      <FilterBar label="Filtrer les courriers" action={base} kept={{ etat: query.tab }}>
        <SearchInput
          label="Chercher un courrier"
          placeholder="Client, facture ou n° de suivi"
          defaultValue={query.search}
        />
        <Select
          name="nature"
          label="Nature"
          isLabelHidden
          defaultValue={query.channel ?? ""}
          options={[
            { value: "", label: "Toutes les lettres" },
            { value: "FORMAL_NOTICE", label: "Mises en demeure" },
            { value: "LETTER", label: "Lettres simples" },
          ]}
        />
      </FilterBar>
      <ActiveFilters base={base} query={query} />
      {list.lines.length === 0 ? (
        <NoLetter query={query} />
      ) : (
        <>
          <form action={`${base}/lot`} method="get">
            <LetterTable
              caption={`Courriers, ${TAB_LABELS[query.tab].toLowerCase()}`}
              {...(gestures.length > 0 && { selectName: "lettre" })}
              letters={list.lines.map((line) => rowOf(line, base, list.today))}
            />
            {gestures.length > 0 && (
              <BulkBar name="lettre" noun={["lettre", "lettres"]}>
                {gestures.map(({ value, label, icon }) => (
                  <Button key={value} name="geste" value={value} icon={icon}>
                    {label}
                  </Button>
                ))}
              </BulkBar>
            )}
          </form>
          <Pager
            {...(list.previous && {
              previousHref: `${hrefOf(base, { ...query, cursor: null })}&avant=${list.previous}`,
            })}
            {...(list.next && { nextHref: `${hrefOf(base, { ...query, cursor: null })}&apres=${list.next}` })}
          >
            {list.lines.length}{" "}
            {list.lines.length > 1 ? "lettres affichées, les plus récentes d’abord" : "lettre"}
          </Pager>
        </>
      )}
    </PageFrame>
  );
}

function rowOf(line: LetterLine, base: string, today: string) {
  const stage = letterStage({ ...line, problem: line.outcome });
  return {
    id: line.id,
    href: `${base}/${line.id}`,
    client: line.clientName,
    clientId: line.clientId,
    about: <Sentence>{`${CHANNEL_NAMES[line.channel]}, ${numbersWords(line.numbers)}`}</Sentence>,
    fact: <Sentence>{lastFact(line, today)}</Sentence>,
    state: (
      <Pill ground="bare" icon={stage.icon} {...(stage.tone && { tone: stage.tone })}>
        {stage.word}
      </Pill>
    ),
    totalCents: line.totalCents,
  };
}

/** What waits, in one sentence; the tabs give the other figures. */
function headline({ counts }: LetterList): string {
  const parts = [
    ...phrase(counts["a-approuver"], "à approuver"),
    ...phrase(counts["a-poster"], "à poster"),
    ...phrase(counts["a-renvoyer"], "à renvoyer à la bonne adresse"),
  ];
  if (parts.length === 0) return "Aucune lettre n’attend : rien à approuver, rien à poster.";
  return typeset(`${parts.join(", ")}.`);
}

function phrase(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count}${NBSP}${count > 1 ? "lettres" : "lettre"} ${what}`];
}

interface Gesture {
  value: string;
  label: string;
  icon: "check" | "print" | "send";
}

/** Gestures over several letters: only where all of them wait for the same thing. */
function gesturesOf(tab: LetterTab, rights: { mayWork: boolean; mayApprove: boolean }): Gesture[] {
  if (tab === "a-approuver" && rights.mayApprove) {
    return [{ value: "approuver", label: "Relire et approuver", icon: "check" }];
  }
  if (tab !== "a-poster" || !rights.mayWork) return [];
  const byHand: Gesture[] = [{ value: "poster", label: "Imprimer et poster", icon: "print" }];
  const hasCarrier = rights.mayApprove && postalCarrier().kind !== "manual";
  return hasCarrier
    ? [...byHand, { value: "confier", label: "Confier au prestataire", icon: "send" }]
    : byHand;
}

function hrefOf(base: string, query: LetterQuery): string {
  const params = new URLSearchParams({ etat: query.tab });
  if (query.search) params.set("q", query.search);
  if (query.channel) params.set("nature", query.channel);
  return `${base}?${params}`;
}

function ActiveFilters({ base, query }: { base: string; query: LetterQuery }) {
  const filters = [
    ...(query.search
      ? [{ label: `«${NBSP}${query.search}${NBSP}»`, removeHref: hrefOf(base, { ...query, search: "" }) }]
      : []),
    ...(query.channel
      ? [{ label: CHANNEL_NAMES[query.channel], removeHref: hrefOf(base, { ...query, channel: null }) }]
      : []),
  ];
  if (filters.length === 0) return null;
  return <FilterChips filters={filters} clearHref={`${base}?etat=${query.tab}`} />;
}

const EMPTY: Record<LetterTab, readonly [title: string, text: string]> = {
  "a-approuver": [
    "Aucune lettre à approuver",
    "Les mises en demeure arrivent ici quand une facture atteint cette étape de son scénario. Rien ne part sans votre accord.",
  ],
  "a-poster": [
    "Aucune lettre à poster",
    "Une lettre approuvée attend ici son timbre et son numéro de suivi.",
  ],
  "en-chemin": [
    "Aucune lettre en chemin",
    "Les lettres postées restent ici jusqu’à ce que La Poste les distribue ou les rende.",
  ],
  distribues: ["Aucune lettre distribuée", "Les lettres remises à leur destinataire s’inscriront ici."],
  revenus: [
    "Aucune lettre revenue",
    "Une mise en demeure revenue « non réclamée » reste valable : elle s’inscrira ici.",
  ],
  "a-renvoyer": [
    "Aucune lettre à renvoyer",
    "Une lettre partie à une mauvaise adresse attend ici d’être renvoyée à la bonne.",
  ],
  retires: ["Aucune lettre retirée", "Les lettres retirées avant l’envoi restent consultables ici."],
  tous: ["Aucune lettre", "Les lettres que vos scénarios préparent s’inscriront ici, avec leur vie entière."],
};

function NoLetter({ query }: { query: LetterQuery }) {
  if (query.search !== "" || query.channel !== null) {
    return (
      <EmptyState icon="search" title="Aucune lettre ne correspond">
        Retirez un filtre, ou cherchez dans «{NBSP}Tous{NBSP}».
      </EmptyState>
    );
  }
  const [title, text] = EMPTY[query.tab];
  return (
    <EmptyState icon="envelope" title={title}>
      {typeset(text)}
    </EmptyState>
  );
}
