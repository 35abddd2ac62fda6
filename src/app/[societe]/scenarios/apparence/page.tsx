import type { Metadata } from "next";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { LogoSample } from "@/ui/surfaces/LogoSample";
import { readLook } from "@/usecases/dunning/saveMailLook";
import { ActionForm } from "../../../_forms/ActionForm";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { saveLook } from "../actions";

export const metadata: Metadata = { title: "Apparence des messages" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function LookPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe, "configure");
  const look = await readLook(ctx);
  const fields: FieldSpec[] = [
    {
      kind: "file",
      name: "logo",
      label: look.logoUrl ? "Remplacer le logo" : "Logo",
      accept: "image/png,image/jpeg",
      isOptional: true,
      hint: "PNG ou JPEG, 500 ko au plus. Il voyage dans le message\u00a0: rien n’est chargé d’ailleurs.",
    },
    ...(look.logoUrl ? [{ kind: "checkbox", name: "removeLogo", label: "Retirer le logo" } as const] : []),
    {
      kind: "text",
      name: "accent",
      label: "Couleur du bouton",
      value: look.accent,
      isOptional: true,
      hint: "Comme #0b5a63. Assez foncée pour que le texte blanc se lise.",
    },
    {
      kind: "textarea",
      name: "signature",
      label: "Signature",
      value: look.signature,
      isOptional: true,
      hint: "Sous le nom de la personne qui signe. Vide\u00a0: le nom de la société et son téléphone.",
    },
  ];
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      <Crumbs above={[{ href: `/${access.slug}/scenarios`, label: "Scénarios" }]}>
        Apparence des messages
      </Crumbs>
      <PageHead title="Apparence des messages">
        Un logo, une couleur, une signature. Sans eux, un message sobre se lit tout aussi bien.
      </PageHead>
      {look.logoUrl && <LogoSample src={look.logoUrl} />}
      <ActionForm
        action={saveLook}
        hidden={{ societe: access.slug }}
        fields={fields}
        submit="Enregistrer"
        pending="Enregistrement…"
      />
    </PageFrame>
  );
}
