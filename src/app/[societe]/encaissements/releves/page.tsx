import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { formatCount, formatEuros } from "@/domain/money";
import { remarkSentence, type StatementRemark } from "@/domain/settlement/statementBalances";
import { typeset } from "@/domain/typography";
import { FilterBar } from "@/ui/controls/FilterBar";
import { Pager } from "@/ui/controls/Pager";
import { SearchInput } from "@/ui/controls/SearchInput";
import { Tabs } from "@/ui/controls/Tabs";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { MAX_BANK_MEGABYTES } from "@/usecases/settlement/importBankFile";
import {
  BANK_STATES,
  type BankLineList,
  type BankQuery,
  type BankStateWord,
  listBankLines,
  readBankQuery,
} from "@/usecases/settlement/listBankLines";
import { readStatementRemarks } from "@/usecases/settlement/readStatementRemarks";
import { readLastStatement } from "@/usecases/settlement/withdrawStatement";
import { GestureButton } from "../../../_forms/GestureButton";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { newFormKey } from "../../../_server/formKey";
import { LastFile } from "./_parts/LastFile";
import { LineRow } from "./_parts/LineRow";
import { StatementForm } from "./_parts/StatementForm";
import { accountWords, STATE_LABELS } from "./_parts/words";
import { confirmSure } from "./actions";

export const metadata: Metadata = { title: "Relevés bancaires" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function StatementsPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { ctx, access, may } = await enterCompany(societe);
  const query = readBankQuery(search);
  const list = await listBankLines(ctx, query, rates);
  const last = await readLastStatement(ctx);
  const { slug } = access;
  const base = `/${slug}/encaissements/releves`;
  const back = hrefOf(base, query);
  return (
    <PageFrame>
      <FlashLine params={search} />
      <Crumbs above={[{ href: `/${slug}/encaissements`, label: "Encaissements" }]}>Relevés bancaires</Crumbs>
      <PageHead title="Relevés bancaires">{headline(list)}</PageHead>
      {may("work") ? <StatementForm slug={slug} maxMegabytes={MAX_BANK_MEGABYTES} /> : <ReadOnly />}
      {last?.mayWithdraw && may("work") && <LastFile last={last} slug={slug} back={back} />}
      <Remarks remarks={await readStatementRemarks(ctx)} />
      {may("work") && <SureOnes list={list} slug={slug} back={back} />}
      {list.allCount > 0 && (
        <>
          <Tabs
            label="Opérations par état"
            tabs={(Object.keys(BANK_STATES) as BankStateWord[]).map((word) => ({
              href: hrefOf(base, { ...query, word, cursor: null }),
              label: STATE_LABELS[word],
              ...(word === "a-rapprocher" && { count: list.pendingCount }),
              ...(word === "tous" && { count: list.allCount }),
              isCurrent: word === query.word,
            }))}
          />
          <FilterBar
            label="Filtrer les opérations"
            action={base}
            kept={{ etat: query.word }}
            submit="Chercher"
          >
            <SearchInput
              label="Chercher une opération"
              placeholder="Nom ou libellé"
              defaultValue={query.search}
            />
          </FilterBar>
          <Lines list={list} query={query} base={base} slug={slug} back={back} mayWork={may("work")} />
        </>
      )}
    </PageFrame>
  );
}

function headline({ allCount, pendingCount }: BankLineList): string {
  if (allCount === 0)
    return typeset("Déposez le relevé de votre banque : chaque virement retrouve sa facture.");
  if (pendingCount === 0) return "Tout est rapproché.";
  return pendingCount > 1
    ? `${formatCount(pendingCount)} virements à rapprocher. Rien n’est enregistré sans votre accord.`
    : "Un virement à rapprocher. Rien n’est enregistré sans votre accord.";
}

function ReadOnly() {
  return <Banner>Votre rôle permet de lire les relevés, pas de rapprocher.</Banner>;
}

/** What the balances of the last file say of what may be missing. */
function Remarks({ remarks }: { remarks: readonly StatementRemark[] }) {
  return remarks.map((remark) => {
    const sentence = remarkSentence(remark, accountWords(remark.statement.account));
    return (
      <Banner key={sentence} tone="caution">
        {sentence}
      </Banner>
    );
  });
}

function SureOnes({ list, slug, back }: { list: BankLineList; slug: string; back: string }) {
  if (!list.sure || list.sure.count < 2) return null;
  const { count, totalCents, seen } = list.sure;
  return (
    <Banner
      icon="receive"
      tone="positive"
      actions={
        <GestureButton
          action={confirmSure}
          values={{ societe: slug, vu: seen, retour: back, ...newFormKey() }}
          pending="Enregistrement…"
          size="small"
        >
          {`Confirmer les ${count}`}
        </GestureButton>
      }
    >
      {`${count} correspondances sûres, ${formatEuros(totalCents)} en tout. Relisez-les, puis confirmez-les d’un geste.`}
    </Banner>
  );
}

interface LinesProps {
  list: BankLineList;
  query: BankQuery;
  base: string;
  slug: string;
  back: string;
  mayWork: boolean;
}

function Lines({ list, query, base, slug, back, mayWork }: LinesProps) {
  if (list.lines.length === 0) {
    return query.search ? (
      <EmptyState icon="search" title="Aucune opération ne correspond">
        Cherchez une partie du nom ou du libellé, dans toutes les opérations.
      </EmptyState>
    ) : (
      <EmptyState title={EMPTY_TITLES[query.word]}>
        Chaque opération reste dans la liste complète, avec ce qui en a été fait.
      </EmptyState>
    );
  }
  return (
    <>
      <Rows label={`Opérations, ${STATE_LABELS[query.word].toLowerCase()}`}>
        {list.lines.map((line) => (
          <LineRow key={line.id} line={line} slug={slug} back={back} mayWork={mayWork} />
        ))}
      </Rows>
      <Pager
        {...(list.previous && { previousHref: hrefOf(base, query, { avant: list.previous }) })}
        {...(list.next && { nextHref: hrefOf(base, query, { apres: list.next }) })}
        previousLabel="Précédentes"
        nextLabel="Suivantes"
      >
        {list.lines.length > 1 ? `${list.lines.length} opérations affichées` : "Une opération affichée"}, les
        plus récentes d’abord
      </Pager>
    </>
  );
}

const EMPTY_TITLES: Readonly<Record<BankStateWord, string>> = {
  "a-rapprocher": "Tout est rapproché",
  rapproches: "Rien n’est encore rapproché",
  ecartes: "Rien n’est écarté",
  tous: "Aucune opération",
};

function hrefOf(base: string, query: BankQuery, more: Readonly<Record<string, string>> = {}): string {
  const params = new URLSearchParams();
  if (query.word !== "a-rapprocher") params.set("etat", query.word);
  if (query.search) params.set("q", query.search);
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  const text = params.toString();
  return text ? `${base}?${text}` : base;
}
