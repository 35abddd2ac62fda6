import type { Metadata } from "next";
import { CALENDAR_ZONES } from "@/domain/calendarZone";
import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { readSettings, type SettingsView } from "@/usecases/parties/readSettings";
import { seenSettings } from "@/usecases/parties/seenSettings";
import { ActionForm } from "../../../_forms/ActionForm";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { enterCompany } from "../../../_server/company";
import { seenField } from "../../../_server/seenField";
import { SettingsPage } from "../_parts/SettingsPage";
import { ZONE_NAMES } from "../_parts/words";
import { save } from "./actions";

export const metadata: Metadata = { title: "Calendrier et rythme" };

export default async function PacePage({ params }: { params: Promise<{ societe: string }> }) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe, "configure");
  const settings = await readSettings(ctx);
  return (
    <SettingsPage
      slug={access.slug}
      title="Calendrier et rythme"
      lead="Enregistrer décide à nouveau toutes les relances prévues, sur ces nouvelles règles."
    >
      <ActionForm
        action={save}
        hidden={{ societe: access.slug, ...seenField(seenSettings("pace", ctx.companyId, settings).record) }}
        fields={fieldsOf(settings)}
        submit="Enregistrer"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={`/${access.slug}/reglages`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </SettingsPage>
  );
}

function number(name: string, label: string, value: number, suffix: string, hint?: string): FieldSpec {
  return {
    kind: "text",
    name,
    label,
    value: String(value),
    suffix,
    width: "short",
    inputMode: "numeric",
    ...(hint && { hint: typeset(hint) }),
  };
}

function fieldsOf(settings: SettingsView): FieldSpec[] {
  return [
    {
      kind: "group",
      title: "Calendrier",
      fields: [
        {
          kind: "select",
          name: "calendarZone",
          label: "Jours fériés et heure locale",
          options: CALENDAR_ZONES.map((zone) => ({ value: zone, label: ZONE_NAMES[zone] })),
          value: settings.zone,
          hint: "Une étape qui tombe un jour chômé attend le jour ouvré suivant.",
        },
      ],
    },
    {
      kind: "group",
      title: "Pression sur un client",
      text: `Toutes factures confondues. Les appels ne comptent pas${NBSP}: une personne les passe.`,
      fields: [
        number(
          "contactGapHours",
          "Entre deux contacts automatiques",
          settings.contactGapHours,
          "heures",
          "72 par défaut, 24 au moins.",
        ),
        number(
          "contactsPer30Days",
          "Contacts automatiques en 30 jours",
          settings.contactsPer30Days,
          "au plus",
          "4 par défaut.",
        ),
        {
          kind: "checkbox",
          name: "groupByClient",
          label: "Réunir les factures d’un même client en un seul message",
          value: settings.groupByClient ? "1" : "",
        },
      ],
    },
    {
      kind: "group",
      title: "Factures saisies en retard",
      fields: [
        {
          kind: "checkbox",
          name: "lateEntryStartsOver",
          label: "Une facture saisie en retard reprend au premier courriel",
          value: settings.lateEntryStartsOver ? "1" : "",
          hint: typeset(
            "Son client n’a encore rien reçu : un rappel aimable d’abord, et la suite est décalée d’autant. Décochée, l’étape de son âge part d’emblée, un courriel ferme par exemple.",
          ),
        },
      ],
    },
    {
      kind: "group",
      title: "Attente des réponses",
      fields: [
        number(
          "declarationHoldDays",
          typeset("Après « j’ai payé »"),
          settings.declarationHoldDays,
          "jours",
          "Le temps de voir arriver le virement. Ensuite, les relances reprennent.",
        ),
        number(
          "promiseGraceDays",
          "Après une date promise",
          settings.promiseGraceDays,
          "jours",
          "Une promesse est dite non tenue après ce délai.",
        ),
      ],
    },
    {
      kind: "group",
      title: "Délais de paiement",
      fields: [
        number(
          "formalNoticeDays",
          "Donnés par une mise en demeure",
          settings.formalNoticeDays,
          "jours",
          "8 par défaut.",
        ),
        number(
          "defaultTermDays",
          "Habituels de vos factures",
          settings.defaultTermDays,
          "jours",
          "Propose l’échéance d’une nouvelle facture. La loi en permet 60 au plus entre professionnels.",
        ),
      ],
    },
  ];
}
