import type { Metadata } from "next";
import { formatDateShort } from "@/domain/dateText";
import { formatSiren } from "@/domain/parties/siren";
import { FilterBar } from "@/ui/controls/FilterBar";
import { SearchInput } from "@/ui/controls/SearchInput";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { Sentence } from "@/ui/text/Sentence";
import { LETTER_STATE_WORDS } from "@/usecases/invoicing/letterEntry";
import { type SearchResult, searchCompany } from "@/usecases/reporting/searchCompany";
import { enterCompany } from "../../_server/company";
import { param } from "../../_server/paths";

export const metadata: Metadata = { title: "Rechercher" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SearchPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe);
  const found = await searchCompany(ctx, param(await searchParams, "q"));
  const home = `/${access.slug}`;
  return (
    <PageFrame width="narrow">
      <PageHead title="Rechercher">{resultSentence(found)}</PageHead>
      <FilterBar label="Rechercher dans la société" action={`${home}/recherche`} submit="Rechercher">
        <SearchInput
          label="Chercher un client, une facture ou un recommandé"
          placeholder="Client, SIREN, facture, montant, recommandé"
          defaultValue={found.text}
        />
      </FilterBar>
      {found.text !== "" && !found.isTooShort && found.count === 0 && (
        <EmptyState icon="search" title="Rien de tel ici">
          Essayez un nom, un SIREN, une adresse électronique, un numéro de facture, un montant exact ou un
          numéro de recommandé.
        </EmptyState>
      )}
      <Clients found={found} home={home} />
      <Invoices found={found} home={home} />
      <Letters found={found} home={home} />
    </PageFrame>
  );
}

function resultSentence({ text, isTooShort, count }: SearchResult): string {
  if (text === "") return "Clients, factures et lettres recommandées, d’un seul champ.";
  if (isTooShort) return "Deux signes au moins, s’il vous plaît.";
  if (count === 0) return `Rien pour «\u00a0${text}\u00a0».`;
  return `${count > 1 ? `${count} résultats` : "Un résultat"} pour «\u00a0${text}\u00a0».`;
}

interface FoundProps {
  found: SearchResult;
  home: string;
}

function Clients({ found, home }: FoundProps) {
  const { rows, isCut } = found.clients;
  if (rows.length === 0) return null;
  const all = `${home}/clients?q=${encodeURIComponent(found.text)}`;
  return (
    <Section
      title="Clients"
      aside={isCut ? <Anchor href={all}>Tous ceux qui correspondent</Anchor> : undefined}
    >
      <Rows>
        {rows.map((client) => (
          <Row
            key={client.id}
            icon="people"
            title={client.name}
            href={`${home}/clients/${client.id}`}
            end={client.openCents > 0n && <Amount cents={client.openCents} />}
          >
            {[
              client.siren && `SIREN ${formatSiren(client.siren)}`,
              client.city,
              client.isArchived && "archivé",
            ]
              .filter(Boolean)
              .join(", ")}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}

const STATUS_WORDS = {
  OPEN: "",
  PAID: "soldée",
  CANCELLED: "annulée",
  WRITTEN_OFF: "passée en perte",
} as const;

function Invoices({ found, home }: FoundProps) {
  const { rows, isCut } = found.invoices;
  if (rows.length === 0) return null;
  const all = `${home}/factures?etat=toutes&q=${encodeURIComponent(found.text)}`;
  return (
    <Section
      title="Factures"
      aside={isCut ? <Anchor href={all}>Toutes celles qui correspondent</Anchor> : undefined}
    >
      <Rows>
        {rows.map((invoice) => (
          <Row
            key={invoice.id}
            icon="invoice"
            title={<Sentence>{invoice.number}</Sentence>}
            href={`${home}/factures/${invoice.id}`}
            end={<Amount cents={invoice.status === "OPEN" ? invoice.balanceCents : invoice.totalCents} />}
          >
            {[
              invoice.clientName,
              `échéance du ${formatDateShort(invoice.dueOn, true)}`,
              STATUS_WORDS[invoice.status],
            ]
              .filter(Boolean)
              .join(", ")}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}

function Letters({ found, home }: FoundProps) {
  const { rows } = found.letters;
  if (rows.length === 0) return null;
  return (
    <Section title="Lettres recommandées">
      <Rows>
        {rows.map((letter) => (
          <Row
            key={letter.id}
            icon="envelope"
            title={`Recommandé n°\u00a0${letter.trackingNumber}`}
            href={`${home}/courriers/${letter.id}`}
            end={<Amount cents={letter.totalCents} />}
          >
            {letter.clientName}, lettre du {formatDateShort(letter.datedOn, true)},{" "}
            {LETTER_STATE_WORDS[letter.state]}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
