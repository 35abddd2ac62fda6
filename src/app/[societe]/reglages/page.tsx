import type { Metadata } from "next";
import type { ReactNode } from "react";
import { formatDate, formatMinuteOfDay } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { fullLegalName, registration } from "@/domain/parties/creditorIdentity";
import { formatIban } from "@/domain/parties/iban";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { formatPostcodeCity } from "@/domain/parties/postcode";
import { formatVatNumber } from "@/domain/parties/vatNumber";
import { typeset } from "@/domain/typography";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import {
  type MandateView,
  readMandates,
  readSettings,
  readTeam,
  type SettingsView,
} from "@/usecases/parties/readSettings";
import { readStatementSettings } from "@/usecases/settlement/saveStatementSchedule";
import { GestureButton } from "../../_forms/GestureButton";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { SendingControls } from "./_parts/SendingControls";
import { days, policyWords, ZONE_NAMES } from "./_parts/words";
import { stopChange } from "./banque/actions";

export const metadata: Metadata = { title: "Réglages" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SettingsOverview({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const settings = await readSettings(ctx);
  const team = await readTeam(ctx);
  const mandates = await readMandates(ctx);
  const statements = await readStatementSettings(ctx);
  const base = `/${access.slug}/reglages`;
  return (
    <PageFrame width="narrow">
      <FlashLine params={await searchParams} />
      <PageHead title="Réglages">
        Ce que vos clients lisent, quand les messages partent, et qui travaille ici.
      </PageHead>
      <SendingControls
        slug={access.slug}
        settings={settings}
        mayApprove={may("approve")}
        mayConfigure={may("configure")}
      />
      <Identity
        settings={settings}
        edit={may("configure") && <Edit href={`${base}/societe`} what="l’identité" />}
      />
      <Bank
        settings={settings}
        stop={
          may("own") && (
            <GestureButton
              action={stopChange}
              values={{ societe: access.slug, retour: `${base}#banque` }}
              variant="outlined"
              size="small"
            >
              Arrêter ce changement
            </GestureButton>
          )
        }
        edit={may("own") && <Edit href={`${base}/banque`} what="les coordonnées bancaires" />}
      />
      <Section
        title="Page de vos clients"
        id="clients"
        aside={may("configure") && <Edit href={`${base}/clients`} what="la page de vos clients" />}
      >
        <p className="muted">
          Ce qu’ils voient derrière le lien de chaque message, jusqu’à quand ils peuvent promettre, et les
          échéanciers qu’ils peuvent demander.
        </p>
      </Section>
      <Pace
        settings={settings}
        edit={may("configure") && <Edit href={`${base}/rythme`} what="le calendrier" />}
      />
      <Section
        title="Relevés de compte"
        id="releves"
        aside={may("configure") && <Edit href={`${base}/releves`} what="les relevés de compte" />}
      >
        <p className="muted">
          {statements.nextOn
            ? `Chaque mois, par courriel. Prochain envoi le ${formatDate(statements.nextOn)}.`
            : "Aucun envoi mensuel. Le relevé de chaque client s’envoie depuis sa page."}
        </p>
      </Section>
      <Section
        title="Pénalités de retard"
        id="penalites"
        aside={may("configure") && <Edit href={`${base}/penalites`} what="les pénalités" />}
      >
        <Facts layout="wide">
          <Fact term="Règle" notes={["Pour vos clients professionnels. La loi décide pour les autres."]}>
            {policyWords(settings.policy)}
          </Fact>
          <Fact term="Taux officiels">
            <Anchor href={`${base}/taux`}>Par semestre, avec leur source</Anchor>
          </Fact>
        </Facts>
      </Section>
      <Section
        title="Équipe et mandats"
        id="equipe"
        aside={
          may("own") && (
            <Buttons>
              <Edit href={`${base}/equipe`} what="l’équipe" label="Équipe" />
              <Edit href={`${base}/mandats`} what="les mandats" label="Mandats" />
            </Buttons>
          )
        }
      >
        <Facts layout="wide">
          <Fact term="Membres">{team.members.map(({ name }) => name).join(", ")}</Fact>
          <Fact term="Cabinet">{runningFirms(mandates)}</Fact>
        </Facts>
      </Section>
      <Section
        title="API"
        id="api"
        aside={may("own") && <Edit href={`${base}/api`} what="les clés" label="Clés" />}
      >
        <p className="muted">
          Un outil de facturation ou un script peut envoyer ses factures ici et lire où elles en sont.{" "}
          <Anchor href="/documentation">Comment l’appeler</Anchor>
        </p>
      </Section>
      <Section
        title="Journal"
        id="journal"
        aside={
          <ButtonLink href={`/${access.slug}/journal`} variant="quiet" size="small">
            Ouvrir le journal
          </ButtonLink>
        }
      >
        <p className="muted">
          Chaque geste y est inscrit, de qui et quand. Rien ne s’y modifie ni ne s’y efface, et chacun peut le
          vérifier.
        </p>
      </Section>
    </PageFrame>
  );
}

function Edit({ href, what, label = "Modifier" }: { href: string; what: string; label?: string }) {
  return (
    <ButtonLink href={href} variant="quietAccent" size="small">
      {label}
      {label === "Modifier" && <span className="sr"> {what}</span>}
    </ButtonLink>
  );
}

interface PartProps {
  settings: SettingsView;
  edit: ReactNode;
}

function Identity({ settings, edit }: PartProps) {
  return (
    <Section title="Société" id="societe" aside={edit}>
      <Facts layout="wide">
        <Fact term="Identité" notes={[registration(settings)]}>
          {fullLegalName(settings)}
        </Fact>
        {settings.tradeName && <Fact term="Nom commercial">{settings.tradeName}</Fact>}
        <Fact term="TVA">
          {settings.vatNumber ? formatVatNumber(settings.vatNumber) : "Non facturée (art. 293 B du CGI)"}
        </Fact>
        <Fact term="Adresse" notes={[formatPostcodeCity(settings.postcode, settings.city)]}>
          {[settings.complement, settings.street].filter(Boolean).join(", ")}
        </Fact>
        <Fact term="Contact" notes={settings.phone ? [formatPhoneNumber(settings.phone)] : []}>
          {settings.email}
        </Fact>
      </Facts>
    </Section>
  );
}

function Bank({ settings, edit, stop }: PartProps & { stop: ReactNode }) {
  const { waitingBank, timeZone } = settings;
  return (
    <Section title="Coordonnées bancaires" id="banque" aside={edit}>
      {waitingBank && (
        <Banner tone="caution" actions={stop}>
          {waitingWords(waitingBank, timeZone)}
        </Banner>
      )}
      <Facts layout="wide">
        <Fact term="IBAN" notes={settings.bic ? [`BIC ${settings.bic}`] : []}>
          {settings.iban
            ? formatIban(settings.iban)
            : typeset("Aucun : vos clients ne sauront pas où payer.")}
        </Fact>
      </Facts>
    </Section>
  );
}

function waitingWords(
  { iban, effectiveAtMs }: NonNullable<SettingsView["waitingBank"]>,
  timeZone: string,
): string {
  const day = formatDate(localDateAt(effectiveAtMs, timeZone));
  const hour = formatMinuteOfDay(minuteOfDayAt(effectiveAtMs, timeZone));
  const account = iban ? formatIban(iban) : "aucun";
  return typeset(`Nouvel IBAN : ${account}. Vos clients le liront à partir du ${day} à ${hour}.`);
}

function Pace({ settings, edit }: PartProps) {
  return (
    <Section title="Calendrier et rythme" id="rythme" aside={edit}>
      <Facts layout="wide">
        <Fact term="Jours fériés et heure">{ZONE_NAMES[settings.zone]}</Fact>
        <Fact
          term="Pression sur un client"
          notes={[
            settings.groupByClient
              ? "Ses factures sont réunies en un seul message."
              : "Une relance par facture.",
          ]}
        >
          Un contact automatique en {settings.contactGapHours}
          {NBSP}heures, {settings.contactsPer30Days} en 30{NBSP}jours
        </Fact>
        <Fact term="Factures saisies en retard">
          {settings.lateEntryStartsOver
            ? "Le premier courriel d’abord, la suite est décalée d’autant"
            : "L’étape de leur âge d’emblée"}
        </Fact>
        <Fact
          term="Attente des réponses"
          notes={[`${days(settings.promiseGraceDays)} après la date promise`]}
        >
          {typeset(`${days(settings.declarationHoldDays)} après « j’ai payé »`)}
        </Fact>
        <Fact term="Mise en demeure">{days(settings.formalNoticeDays)} pour payer</Fact>
        <Fact term="Délai de paiement habituel">{days(settings.defaultTermDays)}</Fact>
      </Facts>
    </Section>
  );
}

function runningFirms(mandates: readonly MandateView[]): string {
  const names = mandates.filter(({ state }) => state === "RUNNING").map(({ firmName }) => firmName);
  return names.length === 0 ? "Aucun mandat en cours" : names.join(", ");
}
