import type { Metadata } from "next";
import { mayEnterRates } from "@/auth/rateAdministrators";
import { isDemonstration } from "@/context/clock";
import { formatHalfYear } from "@/domain/legal/halfYear";
import { RATE_NAMES } from "@/domain/legal/rateVersions";
import { NBSP } from "@/domain/money";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { Details } from "@/ui/messages/Details";
import { type RatesView, readRates } from "@/usecases/legal/readRates";
import { ActionForm } from "../../../_forms/ActionForm";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { RateEntries } from "./_parts/RateEntries";
import { RateTable } from "./_parts/RateTable";
import { rateFields } from "./_parts/rateFields";
import { enter } from "./actions";

export const metadata: Metadata = { title: "Taux officiels" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Half-years shown at once: four years; the others open in place. */
const SHOWN = 8;

export default async function RatesPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { user, ctx, access } = await enterCompany(societe);
  const view = await readRates(ctx);
  const mayEnter = mayEnterRates(user, await isDemonstration());
  const older = view.rows.slice(SHOWN);
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      <Crumbs above={[{ href: `/${access.slug}/reglages`, label: "Réglages" }]}>Taux officiels</Crumbs>
      <PageHead title="Taux officiels">
        Les taux de la loi, par semestre, avec leur source. Une correction est une nouvelle entrée{NBSP}: ce
        qui a déjà été calculé et envoyé garde le taux de ce jour-là.
      </PageHead>
      <States view={view} mayEnter={mayEnter} />
      <Section title="Par semestre" id="semestres">
        <RateTable rows={view.rows.slice(0, SHOWN)} caption="Taux des derniers semestres" />
        {older.length > 0 && (
          <Details summary={`Semestres plus anciens, depuis ${older.at(-1)?.halfYear.slice(0, 4)}`}>
            <RateTable rows={older} caption="Taux des semestres plus anciens" />
          </Details>
        )}
      </Section>
      {view.entries.length > 0 && (
        <Section title="Entrées et corrections" count={view.entries.length} id="entrees">
          <RateEntries entries={view.entries} />
        </Section>
      )}
      <Section title="Inscrire un taux" id="inscrire">
        {mayEnter ? (
          <ActionForm
            action={enter}
            hidden={{ societe: access.slug }}
            fields={rateFields(view)}
            submit="Inscrire ce taux"
            pending="Enregistrement…"
          />
        ) : (
          <p className="muted">
            Ces taux valent pour toutes les sociétés de ce serveur. Seules les personnes désignées par son
            exploitant les inscrivent{NBSP}: signalez-lui une erreur ou un taux qui manque.
          </p>
        )}
      </Section>
    </PageFrame>
  );
}

/** What is missing stops computations; what is likely must be checked before any court. */
function States({ view, mayEnter }: { view: RatesView; mayEnter: boolean }) {
  const half = formatHalfYear(view.current);
  return (
    <>
      {view.missing.map((kind) => (
        <Banner key={kind} tone="critical">
          {RATE_NAMES[kind]} du {half}
          {NBSP}: non publié ou pas encore inscrit. Les montants qui en dépendent ne sont pas calculés
          {mayEnter ? (
            <>
              {NBSP}: <a href="#inscrire">inscrivez-le</a> dès sa publication.
            </>
          ) : (
            "."
          )}
        </Banner>
      ))}
      {view.likely.map((kind) => (
        <Banner key={kind} tone="caution">
          {RATE_NAMES[kind]} du {half}
          {NBSP}: valeur probable, à vérifier sur le site officiel avant toute procédure.
        </Banner>
      ))}
    </>
  );
}
