import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { formatEuros } from "@/domain/money";
import { maskIban } from "@/domain/parties/iban";
import { Buttons } from "@/ui/controls/Buttons";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Fact, Facts } from "@/ui/lists/Facts";
import { PlainList } from "@/ui/lists/PlainList";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";
import { type BankLineView, type ProposalView, readOneBankLine } from "@/usecases/settlement/listBankLines";
import { GestureButton } from "../../../../_forms/GestureButton";
import { enterCompany } from "../../../../_server/company";
import { FlashLine } from "../../../../_server/FlashLine";
import { newFormKey } from "../../../../_server/formKey";
import { orNotFound } from "../../../../_server/orNotFound";
import { param } from "../../../../_server/paths";
import { ByHand } from "../_parts/ByHand";
import { accountWords, asideWords, lineAmount, lineTitle, proposalWords } from "../_parts/words";
import { confirmOne, takeBack } from "../actions";

export const metadata: Metadata = { title: "Opération bancaire" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function BankLinePage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const search = await searchParams;
  const { ctx, access, may } = await enterCompany(societe);
  const line = await orNotFound(readOneBankLine(ctx, id, rates));
  const { slug } = access;
  const base = `/${slug}/encaissements`;
  const here = `${base}/releves/${line.id}`;
  const choice = { clientId: param(search, "client"), search: param(search, "q") };
  return (
    <PageFrame width="narrow">
      <FlashLine params={search} />
      <Crumbs
        above={[
          { href: base, label: "Encaissements" },
          { href: `${base}/releves`, label: "Relevés bancaires" },
        ]}
      >
        {lineTitle(line)}
      </Crumbs>
      <PageHead title={lineTitle(line)}>
        <NoBreak>
          <span className="amt amt--strong">{lineAmount(line)}</span>
        </NoBreak>
        , le <DateText on={line.bookedOn} />
      </PageHead>
      <LineFacts line={line} />
      <Outcome line={line} slug={slug} here={here} mayWork={may("work")} />
      {line.proposal && <Proposal line={line} proposal={line.proposal} slug={slug} mayWork={may("work")} />}
      {line.isPending && may("work") && (
        <ByHand ctx={ctx} line={line} slug={slug} here={here} choice={choice} />
      )}
    </PageFrame>
  );
}

function LineFacts({ line }: { line: BankLineView }) {
  return (
    <Facts layout="wide">
      <Fact term="Libellé">{line.label || "Aucun"}</Fact>
      {line.counterpartyIban && (
        <Fact term="Compte du payeur">
          <NoBreak>{maskIban(line.counterpartyIban)}</NoBreak>
        </Fact>
      )}
      {line.account && <Fact term="Votre compte">{accountWords(line.account)}</Fact>}
    </Facts>
  );
}

/** What became of it, and the way back. */
function Outcome({
  line,
  slug,
  here,
  mayWork,
}: {
  line: BankLineView;
  slug: string;
  here: string;
  mayWork: boolean;
}) {
  const { match } = line;
  if (!match) {
    const aside = asideWords(line);
    return aside ? <Banner>{aside}</Banner> : null;
  }
  return (
    <Section title={match.kind === "SET_ASIDE" ? "Écartée" : "Rapprochée"}>
      <p>
        {match.clientId && <Anchor href={`/${slug}/clients/${match.clientId}`}>{match.clientName}</Anchor>}
        {match.invoices.map(({ id, number }) => (
          <span key={id}>
            , <Anchor href={`/${slug}/factures/${id}`}>{number}</Anchor>
          </span>
        ))}
        {match.creditId && (
          <>
            {match.invoices.length > 0 ? ", et " : ", "}
            <Anchor href={`/${slug}/clients/${match.clientId}/avoirs/${match.creditId}`}>
              {formatEuros(match.surplusCents)} en avoir
            </Anchor>
          </>
        )}
      </p>
      {match.reason && (
        <Sentence>{`${match.reason.charAt(0).toUpperCase()}${match.reason.slice(1)}.`}</Sentence>
      )}
      {mayWork && (
        <Buttons>
          <GestureButton
            action={takeBack}
            values={{ societe: slug, ligne: line.id, retour: here }}
            variant={match.kind === "RECORDED" ? "critical" : "outlined"}
            icon="undo"
            pending="Annulation…"
          >
            {undoWords(match)}
          </GestureButton>
        </Buttons>
      )}
    </Section>
  );
}

function undoWords({ kind, paymentId, creditId }: NonNullable<BankLineView["match"]>): string {
  if (kind !== "RECORDED") return "Annuler";
  if (paymentId === null) return "Annuler le rapprochement et son avoir";
  return creditId
    ? "Annuler le rapprochement, son règlement et son avoir"
    : "Annuler le rapprochement et son règlement";
}

function confirmWords({ kind, surplus }: ProposalView): string {
  if (kind === "KNOWN") return "C’est ce règlement";
  return surplus
    ? "Confirmer et enregistrer le règlement et l’avoir"
    : "Confirmer et enregistrer le règlement";
}

interface ProposalProps {
  line: BankLineView;
  proposal: ProposalView;
  slug: string;
  mayWork: boolean;
}

function Proposal({ line, proposal, slug, mayWork }: ProposalProps) {
  return (
    <Section title={proposal.grade === "SURE" ? "Correspondance sûre" : "Correspondance probable"}>
      <p>
        <Sentence>{`${proposalWords(proposal)}. Parce que\u00a0:`}</Sentence>
      </p>
      <PlainList items={proposal.reasons} />
      {mayWork && (
        <Buttons>
          <GestureButton
            action={confirmOne}
            values={{
              societe: slug,
              ligne: line.id,
              vu: proposal.seen,
              retour: `/${slug}/encaissements/releves`,
              ...newFormKey(),
            }}
            variant="primary"
            pending="Enregistrement…"
          >
            {confirmWords(proposal)}
          </GestureButton>
        </Buttons>
      )}
    </Section>
  );
}
