import type { Metadata } from "next";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { NoBreak } from "@/ui/text/NoBreak";
import { FlashLine } from "../../../../_server/FlashLine";
import { enterHandReminder } from "../../../_relance/enterHandReminder";
import { HandReminder } from "../../../_relance/HandReminder";

export const metadata: Metadata = { title: "Relancer maintenant" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function RemindInvoicePage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const search = await searchParams;
  const page = await enterHandReminder(
    societe,
    { target: { invoiceId: id }, path: `/factures/${id}` },
    search,
  );
  return (
    <PageFrame>
      <FlashLine params={search} />
      <Crumbs
        above={[
          { href: `/${page.slug}/factures`, label: "Factures" },
          { href: page.base, label: <NoBreak>{page.view.invoices[0]?.number ?? "Facture"}</NoBreak> },
        ]}
      >
        Relancer maintenant
      </Crumbs>
      <HandReminder page={page} />
    </PageFrame>
  );
}
