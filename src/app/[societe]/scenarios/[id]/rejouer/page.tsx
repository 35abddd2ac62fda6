import type { Metadata } from "next";
import { formatDate } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { Details } from "@/ui/messages/Details";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Progress } from "@/ui/messages/Progress";
import { type ReplayPageView, type ReplayView, readReplays } from "@/usecases/dunning/readReplays";
import { ActionForm } from "../../../../_forms/ActionForm";
import type { FieldSpec } from "../../../../_forms/fieldSpec";
import { enterCompany } from "../../../../_server/company";
import { FlashLine } from "../../../../_server/FlashLine";
import { orNotFound } from "../../../../_server/orNotFound";
import { RefreshEvery } from "../../_parts/RefreshEvery";
import { ReplayResult } from "../../_parts/ReplayResult";
import { replay } from "../../actions";

export const metadata: Metadata = { title: "Rejouer sur le passé" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const REFRESH_SECONDS = 2;

export default async function ReplayPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const view = await orNotFound(readReplays(ctx, id));
  const base = `/${access.slug}/scenarios`;
  const [latest, ...earlier] = view.replays;
  const isRunning = latest?.state === "QUEUED" || latest?.state === "RUNNING";
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      {isRunning && <RefreshEvery seconds={REFRESH_SECONDS} />}
      <Crumbs
        above={[
          { href: base, label: "Scénarios" },
          { href: `${base}/${id}`, label: view.name },
        ]}
      >
        Rejouer sur le passé
      </Crumbs>
      <PageHead title="Rejouer sur le passé">
        Ce qu’un scénario aurait envoyé sur vos factures des douze derniers mois, avec les jours où vos
        clients ont vraiment payé. Rien ne part.
      </PageHead>
      {latest && (view.hasPast || isRunning) && (
        <Section
          title={isRunning ? "Calcul en cours" : "Dernier résultat"}
          aside={`Demandé le ${formatDate(latest.askedOn)}`}
        >
          <OneReplay replay={latest} />
        </Section>
      )}
      {!view.hasPast && !isRunning && <NothingPast home={`/${access.slug}`} mayWork={may("work")} />}
      {view.hasPast && may("work") && !isRunning && (
        <Section title={latest ? "Essayer autre chose" : "Choisir ce qui est rejoué"}>
          <ActionForm
            action={replay}
            hidden={{ societe: access.slug, scenario: id }}
            fields={fieldsOf(view)}
            submit="Rejouer"
            pending="Lancement…"
          />
        </Section>
      )}
      {earlier.length > 0 && (
        <Section title="Calculs précédents">
          {earlier.map((one) => (
            <Details key={one.id} summary={`${formatDate(one.askedOn)}, ${namesOf(one)}`}>
              <OneReplay replay={one} />
            </Details>
          ))}
        </Section>
      )}
    </PageFrame>
  );
}

/** Nothing fell due in a year: there is nothing to try a scenario on. */
function NothingPast({ home, mayWork }: { home: string; mayWork: boolean }) {
  return (
    <EmptyState
      icon="invoice"
      title="Rien à rejouer"
      action={
        mayWork && (
          <ButtonLink href={`${home}/importer`} icon="upload">
            Importer un fichier
          </ButtonLink>
        )
      }
    >
      Aucune facture n’est arrivée à échéance ces douze derniers mois. Importez les anciennes, même soldées
      {NBSP}: le calcul dira ce que le scénario aurait fait.
    </EmptyState>
  );
}

function namesOf({ result }: ReplayView): string {
  return result?.figures.map(({ name, number }) => `${name} v${number}`).join(" et ") ?? "sans résultat";
}

function OneReplay({ replay: one }: { replay: ReplayView }) {
  switch (one.state) {
    case "QUEUED":
    case "RUNNING":
      return (
        <Progress
          label="Calcul sur les douze derniers mois"
          detail={one.total > 0 ? `${one.done} clients sur ${one.total}` : "en attente"}
          value={one.done}
          max={Math.max(1, one.total)}
          note={`Vous pouvez quitter la page${NBSP}: le calcul continue et son résultat est gardé.`}
        />
      );
    case "FAILED":
      return <Banner tone="critical">{one.failure}</Banner>;
    case "DONE":
      return <ReplayResult replay={one} />;
  }
}

function fieldsOf({ versions }: ReplayPageView): FieldSpec[] {
  const options = versions.map(({ id, label }) => ({ value: id, label }));
  return [
    {
      kind: "pair",
      fields: [
        { kind: "select", name: "versionId", label: "Rejouer", options, value: options[0]?.value ?? "" },
        {
          kind: "select",
          name: "otherId",
          label: "À côté de",
          isOptional: true,
          options: [{ value: "", label: "Rien" }, ...options],
          value: options[1]?.value ?? "",
        },
      ],
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "text",
          name: "sharePercent",
          label: "Part des clients qui réagissent",
          value: "30",
          suffix: "%",
          width: "short",
          inputMode: "numeric",
        },
        {
          kind: "text",
          name: "withinDays",
          label: "Délai après la première relance",
          value: "7",
          suffix: "jours",
          width: "short",
          inputMode: "numeric",
        },
      ],
    },
  ];
}
