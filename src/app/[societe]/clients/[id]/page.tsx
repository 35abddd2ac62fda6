import type { Metadata } from "next";
import { ActionMenu } from "@/ui/controls/ActionMenu";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { WithAside } from "@/ui/layout/WithAside";
import { Details } from "@/ui/messages/Details";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { Pill } from "@/ui/text/Pill";
import { type ClientView, readClient } from "@/usecases/parties/readClient";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { orNotFound } from "../../../_server/orNotFound";
import { TimelineList } from "../../_parts/TimelineList";
import { ClientAside } from "../_parts/ClientAside";
import { FreeCredits } from "../_parts/FreeCredits";
import { InsolvencySection } from "../_parts/InsolvencySection";
import { OpenInvoices } from "../_parts/OpenInvoices";
import { RefusedAddresses } from "../_parts/RefusedAddresses";
import { putAside, takeBack } from "../actions";

export const metadata: Metadata = { title: "Client" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ClientPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const client = await orNotFound(readClient(ctx, id));
  const home = `/${access.slug}`;
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      <Crumbs above={[{ href: `${home}/clients`, label: "Clients" }]}>{client.name}</Crumbs>
      <PageHead
        title={client.name}
        pill={<ClientPill client={client} />}
        amountCents={client.openCents}
        actions={<Gestures client={client} slug={access.slug} mayWork={may("work")} />}
      >
        <Stake client={client} />
      </PageHead>
      <WithAside aside={<ClientAside client={client} home={home} />} asideLabel="Repères">
        {may("work") && <RefusedAddresses client={client} slug={access.slug} />}
        <InsolvencySection
          ctx={ctx}
          clientId={client.id}
          here={`${home}/clients/${client.id}`}
          mayWork={may("work")}
        />
        <FreeCredits
          ctx={ctx}
          clientId={client.id}
          here={`${home}/clients/${client.id}`}
          mayWork={may("work")}
        />
        <Section title="Factures à régler" {...(client.openCount > 0 && { count: client.openCount })}>
          <OpenInvoices client={client} home={home} />
        </Section>
        <Section title="Ce qui a été envoyé et dit">
          {client.timeline.length === 0 ? (
            <EmptyState icon="send" level={3} title="Rien encore">
              Chaque message, appel, lettre, réponse et règlement s’inscrira ici, à sa date.
            </EmptyState>
          ) : (
            <Past client={client} home={home} />
          )}
        </Section>
      </WithAside>
    </PageFrame>
  );
}

/** Entries shown at once; the others open in place. */
const SHOWN = 12;

function Past({ client, home }: { client: ClientView; home: string }) {
  const year = client.today.slice(0, 4);
  const older = client.timeline.slice(SHOWN);
  return (
    <>
      <TimelineList entries={client.timeline.slice(0, SHOWN)} year={year} home={home} />
      {older.length > 0 && (
        <Details summary={older.length > 1 ? `Ce qui précède, ${older.length} faits` : "Ce qui précède"}>
          <TimelineList entries={older} year={year} home={home} />
        </Details>
      )}
    </>
  );
}

function ClientPill({ client }: { client: ClientView }) {
  if (client.isArchived) return <Pill icon="lock">Archivé</Pill>;
  if (client.oldestDaysLate > 0) {
    return (
      <Pill tone="caution" icon="clock">
        En retard de {client.oldestDaysLate}
        {"\u00a0"}
        {client.oldestDaysLate > 1 ? "jours" : "jour"}
      </Pill>
    );
  }
  return (
    <Pill tone="positive" icon="check">
      À jour
    </Pill>
  );
}

/** What the amount is made of. */
function Stake({ client }: { client: ClientView }) {
  const { openCount, openCents, overdueCents } = client;
  if (openCount === 0) return "Rien n’est dû.";
  const invoices = openCount > 1 ? `sur ${openCount} factures` : "sur une facture";
  if (overdueCents === 0n) return `restent à venir ${invoices}, rien n’est en retard.`;
  if (overdueCents === openCents) return `restent dus ${invoices}, tous en retard.`;
  return (
    <>
      restent dus {invoices}, dont <Amount cents={overdueCents} /> en retard.
    </>
  );
}

interface GesturesProps {
  client: ClientView;
  slug: string;
  mayWork: boolean;
}

function Gestures({ client, slug, mayWork }: GesturesProps) {
  const here = `/${slug}/clients/${client.id}`;
  return (
    <>
      {client.openCount > 0 && (
        <ButtonLink href={`${here}/releve`} icon="document">
          Relevé
        </ButtonLink>
      )}
      {mayWork && (
        <ButtonLink href={`${here}/modifier`} icon="edit">
          Modifier
        </ButtonLink>
      )}
      {mayWork && client.overdueCents > 0n && (
        <ButtonLink href={`${here}/relancer`} icon="send">
          Relancer
        </ButtonLink>
      )}
      {mayWork && client.openCount > 0 && (
        <ButtonLink
          href={`/${slug}/encaissements/nouveau?client=${client.id}`}
          icon="receive"
          variant="primary"
        >
          Enregistrer un règlement
        </ButtonLink>
      )}
      <ActionMenu>
        <Anchor href={`${here}/decompte`}>Décompte avec pénalités</Anchor>
        <Anchor href={`/${slug}/factures?etat=toutes&client=${client.id}`}>Toutes ses factures</Anchor>
        <Anchor href={`/${slug}/encaissements?client=${client.id}`}>Tous ses règlements</Anchor>
        {mayWork && <Anchor href={`/${slug}/factures/nouvelle?client=${client.id}`}>Nouvelle facture</Anchor>}
        {mayWork && <Anchor href={`${here}/prelevement`}>Prélèvement</Anchor>}
        {mayWork && <Anchor href={`${here}/avoirs/nouveau`}>Enregistrer un avoir</Anchor>}
        {mayWork && <Anchor href={`${here}/procedure`}>Procédure collective</Anchor>}
        {mayWork && client.openCount === 0 && <ArchiveButton client={client} slug={slug} />}
      </ActionMenu>
    </>
  );
}

function ArchiveButton({ client, slug }: Pick<GesturesProps, "client" | "slug">) {
  return (
    <form action={client.isArchived ? takeBack : putAside}>
      <input type="hidden" name="societe" value={slug} />
      <input type="hidden" name="client" value={client.id} />
      <input type="hidden" name="retour" value={`/${slug}/clients/${client.id}`} />
      <button type="submit">{client.isArchived ? "Reprendre dans les listes" : "Archiver ce client"}</button>
    </form>
  );
}
