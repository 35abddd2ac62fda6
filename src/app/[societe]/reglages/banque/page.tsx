import type { Metadata } from "next";
import { proofNeeded } from "@/auth/reauthentication";
import { clock } from "@/context/clock";
import { NBSP } from "@/domain/money";
import { formatIban } from "@/domain/parties/iban";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { readSettings } from "@/usecases/parties/readSettings";
import { seenBank } from "@/usecases/parties/seenSettings";
import { ActionForm } from "../../../_forms/ActionForm";
import { bankFields } from "../../../_forms/companyFields";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { enterCompany } from "../../../_server/company";
import { seenField } from "../../../_server/seenField";
import { SettingsPage } from "../_parts/SettingsPage";
import { save } from "./actions";

export const metadata: Metadata = { title: "Coordonnées bancaires" };

const PASSWORD: FieldSpec = {
  kind: "password",
  name: "currentPassword",
  label: "Votre mot de passe",
  hint: typeset("Changer d’IBAN est le premier geste d’un fraudeur : nous vérifions que c’est vous."),
  autoComplete: "current-password",
};

export default async function BankPage({ params }: { params: Promise<{ societe: string }> }) {
  const { societe } = await params;
  const { ctx, access, user } = await enterCompany(societe, "own");
  const settings = await readSettings(ctx);
  const proof = proofNeeded(user, clock.now());
  return (
    <SettingsPage
      slug={access.slug}
      title="Coordonnées bancaires"
      lead="L’IBAN que vos clients lisent. Un changement est annoncé à tous les propriétaires par courriel, et ne paraît qu’un jour plus tard."
    >
      {proof === "link" ? (
        <Banner tone="caution">
          Vous n’avez pas de mot de passe{NBSP}:{" "}
          <Anchor href="/connexion/lien">reconnectez-vous d’abord avec un lien reçu par courriel</Anchor>,
          puis revenez ici dans les quinze minutes.
        </Banner>
      ) : (
        <ActionForm
          action={save}
          hidden={{
            societe: access.slug,
            ...seenField(seenBank(ctx.companyId, settings, settings.waitingBank).record),
          }}
          fields={[
            ...bankFields({ iban: settings.iban ? formatIban(settings.iban) : "", bic: settings.bic ?? "" }),
            ...(proof === "password" ? [PASSWORD] : []),
          ]}
          submit="Changer les coordonnées"
          pending="Vérification…"
          cancel={
            <ButtonLink href={`/${access.slug}/reglages`} variant="quiet">
              Annuler
            </ButtonLink>
          }
        />
      )}
    </SettingsPage>
  );
}
