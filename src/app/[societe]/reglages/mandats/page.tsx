import type { Metadata } from "next";
import { clock } from "@/context/clock";
import { InputError } from "@/domain/fields";
import { NBSP } from "@/domain/money";
import { formatSiren } from "@/domain/parties/siren";
import { afterDe } from "@/domain/typography";
import { localDateAt } from "@/domain/zonedTime";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import { type FirmCard, findFirm } from "@/usecases/parties/grantMandate";
import { type MandateView, readMandates } from "@/usecases/parties/readSettings";
import { ActionForm } from "../../../_forms/ActionForm";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { param } from "../../../_server/paths";
import { SettingsPage } from "../_parts/SettingsPage";
import { grant, look, revoke } from "./actions";

export const metadata: Metadata = { title: "Mandats" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function MandatesPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { ctx, access } = await enterCompany(societe, "own");
  const mandates = await readMandates(ctx);
  const firm = await firmOrNull(param(search, "cabinet"));
  return (
    <SettingsPage
      slug={access.slug}
      title="Mandats"
      lead={`Un mandat autorise un cabinet à relancer vos clients au nom ${afterDe(access.name)}. Il est daté, journalisé, et se révoque d’un geste.`}
    >
      <FlashLine params={search} />
      {firm ? <Grant slug={access.slug} firm={firm} /> : <Look slug={access.slug} />}
      <Section title="Mandats donnés" count={mandates.length}>
        {mandates.length === 0 ? (
          <EmptyState icon="document" title="Aucun mandat" level={3}>
            Sans mandat, aucun cabinet ne voit vos clients ni vos factures.
          </EmptyState>
        ) : (
          <Rows label="Mandats donnés">
            {mandates.map((mandate) => (
              <MandateRow key={mandate.id} slug={access.slug} mandate={mandate} />
            ))}
          </Rows>
        )}
      </Section>
    </SettingsPage>
  );
}

async function firmOrNull(slug: string): Promise<FirmCard | null> {
  if (slug === "") return null;
  try {
    return await findFirm(slug);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function Look({ slug }: { slug: string }) {
  return (
    <Section title="Donner un mandat">
      <ActionForm
        action={look}
        hidden={{ societe: slug }}
        fields={[
          {
            kind: "text",
            name: "firm",
            label: "Cabinet",
            hint: "Son SIREN, ou l’identifiant affiché dans sa page Mandats, par exemple morvan-et-associes.",
          },
        ]}
        submit="Chercher le cabinet"
        variant="outlined"
      />
    </Section>
  );
}

function Grant({ slug, firm }: { slug: string; firm: FirmCard }) {
  return (
    <Section title={`Donner mandat à ${firm.name}`}>
      <Stack>
        <p>
          {firm.city}, SIREN{NBSP}
          {formatSiren(firm.siren)}. {firm.partners.length > 1 ? "Associés" : "Associé"}
          {NBSP}: {firm.partners.join(", ")}. Vérifiez que c’est bien votre cabinet{NBSP}: ses membres verront
          vos clients et vos factures, et pourront approuver les relances. Ils ne pourront changer ni vos
          réglages ni vos coordonnées bancaires.
        </p>
        <ActionForm
          action={grant}
          hidden={{ societe: slug, firm: firm.slug }}
          fields={[
            agreementField(firm),
            {
              kind: "pair",
              fields: [
                {
                  kind: "date",
                  name: "grantedOn",
                  label: "À partir du",
                  value: localDateAt(clock.now(), "Europe/Paris"),
                },
                {
                  kind: "date",
                  name: "endsOn",
                  label: "Jusqu’au",
                  isOptional: true,
                  hint: `Vide${NBSP}: jusqu’à révocation.`,
                },
              ],
            },
          ]}
          submit="Donner le mandat"
          pending="Enregistrement…"
          cancel={
            <ButtonLink href={`/${slug}/reglages/mandats`} variant="quiet">
              Annuler
            </ButtonLink>
          }
        />
      </Stack>
    </Section>
  );
}

/** The written agreement: a collector needs it before anything, an accountant may have signed it earlier. */
function agreementField({ kind }: FirmCard): FieldSpec {
  const common = { kind: "date", name: "signedOn" } as const;
  if (kind === "ACCOUNTANT") {
    return {
      ...common,
      label: "Mandat écrit signé le",
      isOptional: true,
      hint: `Vide${NBSP}: le jour où il commence. Les lettres du cabinet citent cette date.`,
    };
  }
  return {
    ...common,
    label: "Convention écrite signée le",
    hint: `Elle donne pouvoir de recevoir pour vous, précise les créances et leurs montants, la rémunération et le reversement des fonds (article R. 124-3 du code des procédures civiles d’exécution). Gardez-la${NBSP}: elle précède toute relance.`,
  };
}

const STATES = {
  COMING: <Pill tone="info">À venir</Pill>,
  RUNNING: <Pill tone="positive">En cours</Pill>,
  ENDED: <Pill>Terminé</Pill>,
  REVOKED: <Pill>Révoqué</Pill>,
} as const satisfies Record<MandateView["state"], unknown>;

function MandateRow({ slug, mandate }: { slug: string; mandate: MandateView }) {
  const { id, firmName, firmCity, firmSlug, signedOn, grantedOn, endsOn, revokedOn, state } = mandate;
  const isOpen = state === "RUNNING" || state === "COMING";
  return (
    <Row
      icon="document"
      title={firmName}
      pill={STATES[state]}
      actions={
        isOpen && (
          <>
            <ButtonLink href={`/${slug}/reglages/mandats?cabinet=${firmSlug}`} size="small" variant="quiet">
              Renouveler
            </ButtonLink>
            <form action={revoke}>
              <input type="hidden" name="societe" value={slug} />
              <input type="hidden" name="retour" value={`/${slug}/reglages/mandats`} />
              <input type="hidden" name="mandat" value={id} />
              <Button size="small" variant="quietCritical">
                Révoquer<span className="sr"> le mandat de {firmName}</span>
              </Button>
            </form>
          </>
        )
      }
    >
      {firmCity}.{" "}
      {signedOn && (
        <>
          Signé le <DateText on={signedOn} />.{" "}
        </>
      )}
      Du <DateText on={grantedOn} />
      {revokedOn ? (
        <>
          , révoqué le <DateText on={revokedOn} />
        </>
      ) : endsOn ? (
        <>
          {" "}
          au <DateText on={endsOn} />
        </>
      ) : (
        ", sans fin fixée"
      )}
    </Row>
  );
}
