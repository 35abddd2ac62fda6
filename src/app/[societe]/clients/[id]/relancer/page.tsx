import type { Metadata } from "next";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { FlashLine } from "../../../../_server/FlashLine";
import { enterHandReminder } from "../../../_relance/enterHandReminder";
import { HandReminder } from "../../../_relance/HandReminder";

export const metadata: Metadata = { title: "Relancer maintenant" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function RemindClientPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const search = await searchParams;
  const page = await enterHandReminder(societe, { target: { clientId: id }, path: `/clients/${id}` }, search);
  return (
    <PageFrame>
      <FlashLine params={search} />
      <Crumbs
        above={[
          { href: `/${page.slug}/clients`, label: "Clients" },
          { href: page.base, label: page.view.client.name },
        ]}
      >
        Relancer maintenant
      </Crumbs>
      <HandReminder page={page} />
    </PageFrame>
  );
}
