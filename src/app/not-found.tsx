import type { Metadata } from "next";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { PlainPage } from "@/ui/layout/PlainPage";

export const metadata: Metadata = { title: "Page introuvable" };

/** An address that leads nowhere, or where one may not go: the same answer for both. */
export default function NotFoundPage() {
  return (
    <PlainPage
      title="Cette page n’existe pas"
      actions={
        <>
          <ButtonLink href="/societes" variant="primary">
            Mes sociétés
          </ButtonLink>
          <ButtonLink href="/">Accueil</ButtonLink>
        </>
      }
    >
      L’adresse est peut-être ancienne, incomplète, ou réservée à un autre compte{NBSP}: vérifiez que vous
      êtes connecté avec le bon.
    </PlainPage>
  );
}
