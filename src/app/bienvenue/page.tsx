import type { Metadata } from "next";
import { companiesOf } from "@/auth/companyAccess";
import { clock } from "@/context/clock";
import { InputError } from "@/domain/fields";
import { NBSP } from "@/domain/money";
import { formatSiren } from "@/domain/parties/siren";
import { AccountShell } from "@/ui/layout/AccountShell";
import { PageHead } from "@/ui/layout/PageHead";
import { Stack } from "@/ui/layout/Stack";
import { Banner } from "@/ui/messages/Banner";
import { type FirmCard, findFirm } from "@/usecases/parties/grantMandate";
import { ActionForm } from "../_forms/ActionForm";
import { addressFields, bankFields, identityFields, signatoryFields } from "../_forms/companyFields";
import type { FieldSpec } from "../_forms/fieldSpec";
import { requireUser } from "../_server/company";
import { FlashLine } from "../_server/FlashLine";
import { param } from "../_server/paths";
import { create } from "./actions";

export const metadata: Metadata = { title: "Bienvenue" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function WelcomePage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const slug = param(search, "cabinet");
  const user = await requireUser(slug ? `/bienvenue?cabinet=${encodeURIComponent(slug)}` : "/bienvenue");
  const isFirst = (await companiesOf(user.userId, clock.now())).length === 0;
  const firm = slug ? await firmOrNull(slug) : null;
  const firstName = user.name.split(" ")[0] ?? user.name;
  return (
    <AccountShell name={user.name} width="narrow" notice={<FlashLine params={search} />}>
      <PageHead title={isFirst ? `Bienvenue, ${firstName}` : "Ajouter une société"}>
        Ces informations figureront sur vos relances et vos lettres. Cinq minutes, et vous verrez le premier
        courriel avant qu’il ne parte.
      </PageHead>
      <Stack gap="wide">
        <Banner tone="info" icon="lock">
          Le mode sûr sera actif{NBSP}: aucun message ne partira sans votre accord, jusqu’à ce que vous en
          décidiez autrement.
        </Banner>
        <ActionForm
          action={create}
          hidden={firm ? { cabinet: firm.slug } : {}}
          fields={[
            { kind: "group", title: "Votre société", fields: identityFields() },
            { kind: "group", title: "Adresse et contact", fields: addressFields({ email: user.email }) },
            {
              kind: "group",
              title: "Où vos clients vous paient",
              text: "Vous pourrez l’indiquer plus tard, mais une relance sans IBAN se paie moins vite.",
              fields: bankFields(),
            },
            {
              kind: "group",
              title: "Qui signe les messages",
              text: "Vos clients reconnaîtront une personne, et votre société.",
              fields: signatoryFields({ signatoryName: user.name }),
            },
            ...(firm ? [mandateGroup(firm)] : []),
          ]}
          submit="Créer la société"
          pending="Création…"
        />
      </Stack>
    </AccountShell>
  );
}

/** The firm that invited, when its identifier is right. */
async function firmOrNull(slug: string): Promise<FirmCard | null> {
  try {
    return await findFirm(slug);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function mandateGroup(firm: FirmCard): FieldSpec {
  const card = `${firm.name}, ${firm.city}, SIREN${NBSP}${formatSiren(firm.siren)}. Associés${NBSP}: ${firm.partners.join(", ")}.`;
  if (firm.kind === "COLLECTOR") {
    return {
      kind: "group",
      title: "Qui relancera pour vous",
      text: `${card} Une fois votre convention écrite signée, vous lui donnerez mandat dans Réglages, Mandats.`,
      fields: [],
    };
  }
  return {
    kind: "group",
    title: "Votre cabinet comptable",
    text: card,
    fields: [
      {
        kind: "checkbox",
        name: "mandat",
        label: "Je lui donne mandat de relancer mes clients en mon nom",
        hint: "Daté d’aujourd’hui, sans fin fixée. Vous le révoquez quand vous voulez, dans les réglages.",
      },
    ],
  };
}
