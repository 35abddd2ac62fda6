import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { formatCount, NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { PlainList } from "@/ui/lists/PlainList";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { type CourtQuery, readCourtQuery } from "@/usecases/legal/readCourtRoute";
import { type EvidenceView, readEvidence } from "@/usecases/legal/readEvidence";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { FlashLine } from "../../../../_server/FlashLine";
import { orNotFound } from "../../../../_server/orNotFound";
import { DownloadForm } from "./_parts/DownloadForm";
import { PieceTable } from "./_parts/PieceTable";
import { PROOF_FIELDS } from "./_parts/proofFields";
import { addProof } from "./actions";

export const metadata: Metadata = { title: "Dossier de preuves" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function EvidencePage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const search = await searchParams;
  const query = readCourtQuery(search);
  const view = await orNotFound(readEvidence(ctx, id, query, rates));
  const home = `/${access.slug}`;
  const base = `${home}/factures/${id}`;
  const number = view.court.invoices.find((invoice) => invoice.id === id)?.number;
  const mayWork = may("work");
  return (
    <PageFrame>
      <FlashLine params={search} />
      <Crumbs
        above={[
          { href: `${home}/factures`, label: "Factures" },
          { href: base, label: <NoBreak>{number ?? view.court.client.name}</NoBreak> },
        ]}
      >
        Dossier de preuves
      </Crumbs>
      <PageHead
        title="Dossier de preuves"
        amountCents={view.court.totalDueCents}
        actions={
          <>
            <ButtonLink href={`${base}/voie-judiciaire${query.withOthers ? "?portee=client" : ""}`}>
              Voie judiciaire
            </ButtonLink>
            {mayWork && view.claim && (
              <DownloadForm action={`${base}/dossier/zip`} slug={access.slug} query={query} />
            )}
          </>
        }
      >
        <Stake view={view} base={base} query={query} />
      </PageHead>
      {view.problem && <Banner tone="critical">{view.problem}</Banner>}
      <Section
        title="Pièces"
        count={view.pieces.length}
        id="pieces"
        aside="Numérotées comme dans le bordereau du dossier."
      >
        <PieceTable pieces={view.pieces} slug={access.slug} base={base} mayWork={mayWork} />
      </Section>
      <Missing view={view} />
      {mayWork && (
        <Section title="Ajouter une pièce" id="ajouter">
          <ActionForm
            action={addProof}
            hidden={{ societe: access.slug, facture: id }}
            fields={PROOF_FIELDS}
            submit="Ajouter au dossier"
            pending="Envoi du fichier…"
            variant="outlined"
          />
        </Section>
      )}
      <Section title="Ce que contient le fichier ZIP" id="contenu">
        <Stack>
          <PlainList
            items={[
              "Le bordereau numéroté, le projet de requête avec les rubriques du formulaire, et le décompte détaillé.",
              "Les pièces ci-dessus, les courriels tels qu’ils sont partis, octet pour octet.",
              "Les entrées du journal qui concernent cette créance, enchaînées par leurs empreintes ; celles de vos autres clients restent masquées.",
              "L’empreinte SHA-256 de chaque fichier, et un vérificateur qui fonctionne sans connexion, dans un navigateur ou avec Node.js.",
            ]}
          />
          <p className="small muted">
            Le dossier contient des données personnelles{NBSP}: ne le remettez qu’aux personnes chargées de
            l’affaire. Chaque dossier constitué est inscrit au{" "}
            <Anchor href={`${home}/journal`}>journal</Anchor>.
          </p>
        </Stack>
      </Section>
    </PageFrame>
  );
}

interface StakeProps {
  view: EvidenceView;
  base: string;
  query: CourtQuery;
}

function Stake({ view, base, query }: StakeProps) {
  const { invoices, othersCount, client } = view.court;
  const what = invoices.length > 1 ? `${formatCount(invoices.length)} factures échues` : "cette facture";
  return (
    <>
      dus par {client.name} pour {what}, pénalités et indemnité comprises.{" "}
      {othersCount > 0 && (
        <Anchor href={`${base}/dossier${query.withOthers ? "" : "?portee=client"}`}>
          {query.withOthers ? "Cette facture seulement" : "Avec toutes ses factures échues"}
        </Anchor>
      )}
    </>
  );
}

function Missing({ view }: { view: EvidenceView }) {
  const missing = view.court.route?.missingDocuments ?? [];
  if (missing.length === 0) return null;
  return (
    <Section title="Ce qui manque encore" id="manque">
      <PlainList items={missing} />
    </Section>
  );
}
