import type { Metadata } from "next";
import { proofNeeded } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { formatAmount, NBSP } from "@/domain/money";
import type { DebtorSettings } from "@/domain/settlement/debtorSettings";
import { typeset } from "@/domain/typography";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { readDebtorPage } from "@/usecases/parties/saveDebtorPage";
import { seenSettings } from "@/usecases/parties/seenSettings";
import { ActionForm } from "../../../_forms/ActionForm";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { seenField } from "../../../_server/seenField";
import { SettingsPage } from "../_parts/SettingsPage";
import { saveCard, savePage } from "./actions";

export const metadata: Metadata = { title: "Page de vos clients" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function DebtorSettingsPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access, user, may } = await enterCompany(societe, "configure");
  const settings = await readDebtorPage(ctx);
  const proof = may("own") ? proofNeeded(user, clock.now()) : null;
  return (
    <SettingsPage
      slug={access.slug}
      title="Page de vos clients"
      lead="Ce que vos clients voient derrière le lien de chaque message, et ce qu’ils peuvent y demander."
    >
      <FlashLine params={await searchParams} />
      <ActionForm
        action={savePage}
        hidden={{
          societe: access.slug,
          ...seenField(seenSettings("debtorPage", ctx.companyId, settings).record),
        }}
        fields={fieldsOf(settings)}
        submit="Enregistrer"
        pending="Enregistrement…"
      />
      {proof !== null && (
        <Section title="Paiement par carte">
          {proof === "link" ? (
            <Banner tone="caution">
              Vous n’avez pas de mot de passe{NBSP}:{" "}
              <Anchor href="/connexion/lien">reconnectez-vous d’abord avec un lien reçu par courriel</Anchor>,
              puis revenez ici dans les quinze minutes.
            </Banner>
          ) : (
            <ActionForm
              action={saveCard}
              hidden={{
                societe: access.slug,
                ...seenField(seenSettings("card", ctx.companyId, settings).record),
              }}
              idPrefix="carte-"
              fields={[
                {
                  kind: "text",
                  name: "cardPaymentUrl",
                  label: "Adresse de votre page de paiement",
                  value: settings.cardPaymentUrl ?? "",
                  hint: typeset(
                    "Celle que votre banque ou votre prestataire vous a donnée. Laissez vide pour ne pas en proposer.",
                  ),
                  isOptional: true,
                },
                ...(proof === "password" ? [PASSWORD] : []),
              ]}
              submit="Changer cette adresse"
              pending="Vérification…"
              variant="outlined"
            />
          )}
        </Section>
      )}
    </SettingsPage>
  );
}

const PASSWORD: FieldSpec = {
  kind: "password",
  name: "currentPassword",
  label: "Votre mot de passe",
  hint: typeset(
    "L’argent passe par cette adresse : nous vérifions que c’est vous, et tous les propriétaires sont prévenus.",
  ),
  autoComplete: "current-password",
};

function number(name: string, label: string, value: number, suffix: string, hint: string): FieldSpec {
  return {
    kind: "text",
    name,
    label,
    value: String(value),
    suffix,
    width: "short",
    inputMode: "numeric",
    hint: typeset(hint),
  };
}

function fieldsOf(settings: DebtorSettings): FieldSpec[] {
  return [
    {
      kind: "checkbox",
      name: "isSpaceOpen",
      label: "Montrer toutes les factures à payer du client",
      value: settings.isSpaceOpen ? "1" : "",
      hint: typeset(
        "Le lien d’un message montre alors aussi ses autres factures ouvertes. Sinon, celles du message seulement.",
      ),
    },
    number(
      "longestPromiseDays",
      "Date de règlement la plus lointaine",
      settings.longestPromiseDays,
      "jours",
      "Au-delà, le client vous écrit ou demande un échéancier.",
    ),
    {
      kind: "group",
      title: "Échéanciers",
      text: "Une demande qui suit ces règles vous arrive pour accord : rien n’est convenu sans vous.",
      fields: [
        number(
          "maxInstalments",
          "Versements",
          settings.maxInstalments,
          "au plus",
          "0 pour ne pas en proposer.",
        ),
        number(
          "longestPlanDays",
          "Dernier versement",
          settings.longestPlanDays,
          "jours",
          "Compté du jour de la demande.",
        ),
        {
          kind: "amount",
          name: "leastInstalmentCents",
          label: "Plus petit versement",
          value: formatAmount(settings.leastInstalmentCents),
        },
      ],
    },
  ];
}
