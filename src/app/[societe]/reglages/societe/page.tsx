import type { Metadata } from "next";
import { formatAmount } from "@/domain/money";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { formatSiren } from "@/domain/parties/siren";
import { formatVatNumber } from "@/domain/parties/vatNumber";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { readSettings, type SettingsView } from "@/usecases/parties/readSettings";
import { seenSettings } from "@/usecases/parties/seenSettings";
import { ActionForm } from "../../../_forms/ActionForm";
import { addressFields, identityFields } from "../../../_forms/companyFields";
import { enterCompany } from "../../../_server/company";
import { seenField } from "../../../_server/seenField";
import { SettingsPage } from "../_parts/SettingsPage";
import { save } from "./actions";

export const metadata: Metadata = { title: "Société" };

export default async function IdentityPage({ params }: { params: Promise<{ societe: string }> }) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe, "configure");
  const settings = await readSettings(ctx);
  const values = valuesOf(settings);
  return (
    <SettingsPage
      slug={access.slug}
      title="Société"
      lead={typeset(
        "Ces mentions figurent au bas de chaque message et en tête de chaque lettre : la loi les demande.",
      )}
    >
      <ActionForm
        action={save}
        hidden={{
          societe: access.slug,
          ...seenField(seenSettings("identity", ctx.companyId, settings).record),
        }}
        fields={[
          { kind: "group", title: "Identité", fields: identityFields(values) },
          { kind: "group", title: "Adresse et contact", fields: addressFields(values) },
        ]}
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

function valuesOf(settings: SettingsView): Record<string, string> {
  return {
    siren: formatSiren(settings.siren),
    legalName: settings.legalName,
    legalForm: settings.legalForm,
    tradeName: settings.tradeName ?? "",
    shareCapitalCents: settings.shareCapitalCents === null ? "" : formatAmount(settings.shareCapitalCents),
    rcsCity: settings.rcsCity ?? "",
    vatNumber: settings.vatNumber ? formatVatNumber(settings.vatNumber) : "",
    chargesNoVat: settings.vatNumber ? "" : "1",
    street: settings.street,
    complement: settings.complement ?? "",
    postcode: settings.postcode,
    city: settings.city,
    email: settings.email,
    phone: settings.phone ? formatPhoneNumber(settings.phone) : "",
  };
}
