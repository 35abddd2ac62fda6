import type { Metadata } from "next";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";

export const metadata: Metadata = { title: "Page introuvable" };

/** An address of a company one may see that leads nowhere: the menu stays. */
export default function CompanyNotFoundPage() {
  return (
    <PageFrame width="narrow">
      <PageHead title="Cette page n’existe pas">
        L’adresse est peut-être ancienne ou incomplète, ou ce qu’elle montrait a été supprimé. Retrouvez une
        facture ou un client par la recherche.
      </PageHead>
    </PageFrame>
  );
}
