import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { rates } from "@/context/rates";
import { sumCents } from "@/domain/money";
import { afterDe } from "@/domain/typography";
import { BulkBar } from "@/ui/controls/BulkBar";
import { SelectAll } from "@/ui/controls/SelectAll";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { listApprovals } from "@/usecases/dunning/listApprovals";
import { wordsField } from "@/usecases/dunning/wordsAuthors";
import type { MessageItem } from "@/usecases/reporting/workItems";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { messageFacts } from "../_aujourdhui/Approvals";
import { askedCents } from "../_aujourdhui/words";
import { approveChosen } from "./actions";

export const metadata: Metadata = { title: "Relances à approuver" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Every reminder that waits, checked beforehand: one look, one gesture. */
export default async function ApprovalsPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { access, ctx, may } = await enterCompany(societe);
  if (!may("approve")) notFound();
  const messages = await listApprovals(ctx, rates);
  const home = `/${access.slug}`;
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      <Crumbs above={[{ href: home, label: "Aujourd’hui" }]}>Relances à approuver</Crumbs>
      {messages.length === 0 ? (
        <>
          <PageHead title="Relances à approuver" />
          <EmptyState title="Tout est approuvé">
            Les relances approuvées partent dans votre plage d’envoi, après une dernière vérification.
          </EmptyState>
        </>
      ) : (
        <>
          <PageHead title="Relances à approuver">
            <Amount cents={sumCents(messages.map(askedCents))} /> en tout. Décochez ce qui doit attendre ;
            chaque message est vérifié une dernière fois avant de partir.
            {hasSameClient(messages) && " Ceux d’un même client partent l’un après l’autre, jamais ensemble."}
          </PageHead>
          <form action={approveChosen}>
            <input type="hidden" name="societe" value={access.slug} />
            <input type="hidden" name="retour" value={home} />
            <ApprovalTable messages={messages} home={home} />
            <BulkBar name="message" noun={["relance", "relances"]}>
              <SubmitButton pendingLabel="Un instant…">Approuver la sélection</SubmitButton>
            </BulkBar>
          </form>
        </>
      )}
    </PageFrame>
  );
}

function hasSameClient(messages: readonly MessageItem[]): boolean {
  return new Set(messages.map((message) => message.clientId)).size < messages.length;
}

function ApprovalTable({ messages, home }: { messages: readonly MessageItem[]; home: string }) {
  return (
    <Table caption="Relances à approuver" isHoverable>
      <TableHead>
        <Column>
          <SelectAll name="message" besideColumnsFrom="tablet" />
        </Column>
        <Column>Client</Column>
        <Column>Message</Column>
        <Column align="end">Montant</Column>
      </TableHead>
      <TableBody>
        {messages.map((message) => (
          <TableRow key={message.id}>
            <Cell phone="underEnd">
              <input
                className="tick"
                type="checkbox"
                name="message"
                value={message.id}
                defaultChecked
                data-cents={askedCents(message).toString()}
                data-party={message.clientId}
                aria-label={`Approuver la relance ${afterDe(message.clientName)}`}
              />
              <input type="hidden" name={wordsField(message.id)} value={message.wordsMark} />
            </Cell>
            <RowHeader>{message.clientName}</RowHeader>
            <Cell phone="under">
              {messageFacts(message)}{" "}
              <Anchor href={`${home}/messages/${message.id}`}>
                Lire<span className="sr"> le message à {message.clientName}</span>
              </Anchor>
            </Cell>
            <Cell align="end" phone="end">
              <Amount cents={askedCents(message)} size="strong" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
