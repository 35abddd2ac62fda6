import type { Metadata } from "next";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Anchor } from "@/ui/text/Anchor";
import { MAX_IMPORT_FILES } from "@/usecases/invoicing/dropFiles";
import { listImports } from "@/usecases/invoicing/readImport";
import { MAX_IMPORT_MEGABYTES } from "@/usecases/invoicing/startImport";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { DropForm } from "./_parts/DropForm";
import { ImportTable } from "./_parts/ImportTable";

export const metadata: Metadata = { title: "Importer" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ImportPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const imports = await listImports(ctx);
  const base = `/${access.slug}/importer`;
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      <PageHead title="Importer">
        Un tableau, Excel ou CSV{"\u00a0"}: quatre colonnes suffisent, le numéro de la facture, le client, la
        date et le montant TTC{"\u00a0"}; une ligne négative est l’avoir de la facture que nomme une colonne «
        {"\u00a0"}Facture d’origine{"\u00a0"}». Ou le fichier des écritures comptables (FEC){"\u00a0"}: ses
        factures non lettrées en sont tirées. Ou vos factures électroniques et leurs avoirs (Factur-X, CII,
        UBL){"\u00a0"}: tout y est lu, le PDF est joint à la facture, et l’avoir déduit de la sienne.{" "}
        <Anchor href="/modele-factures.csv" download="">
          Télécharger un modèle de tableau
        </Anchor>
      </PageHead>
      {may("work") ? (
        <DropForm slug={access.slug} maxMegabytes={MAX_IMPORT_MEGABYTES} maxFiles={MAX_IMPORT_FILES} />
      ) : (
        <Banner>Votre rôle permet de lire les imports, pas d’en lancer.</Banner>
      )}
      <Section title="Derniers imports">
        {imports.length === 0 ? (
          <EmptyState icon="document" title="Aucun fichier pour l’instant" level={3}>
            Chaque import reste ici, avec ce qu’il a créé et ce qu’il a refusé. Il s’annule tant que rien
            n’est parti pour ses factures.
          </EmptyState>
        ) : (
          <ImportTable imports={imports} base={base} />
        )}
      </Section>
    </PageFrame>
  );
}
