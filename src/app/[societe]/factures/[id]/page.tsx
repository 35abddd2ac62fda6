import type { Metadata } from "next";
import { rates } from "@/context/rates";
import { citing } from "@/domain/legal/phrases";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { WithAside } from "@/ui/layout/WithAside";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";
import { readInvoice } from "@/usecases/invoicing/readInvoice";
import { readLimitation } from "@/usecases/legal/readLimitation";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { orNotFound } from "../../../_server/orNotFound";
import { AmountsDue } from "./_parts/AmountsDue";
import { InvoiceAside } from "./_parts/InvoiceAside";
import { InvoiceHead } from "./_parts/InvoiceHead";
import type { InvoicePageContext } from "./_parts/InvoicePage";
import { LimitationSection } from "./_parts/LimitationSection";
import { NextStepBlock } from "./_parts/NextStepBlock";
import { RecordSection } from "./_parts/RecordSection";

export const metadata: Metadata = { title: "Facture" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function InvoicePage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { access, ctx, may } = await enterCompany(societe);
  const invoice = await orNotFound(readInvoice(ctx, id, rates));
  const home = `/${access.slug}`;
  const page: InvoicePageContext = {
    home,
    base: `${home}/factures/${invoice.id}`,
    slug: access.slug,
    invoice,
    mayWork: may("work"),
  };
  // Before what was sent and said once its end is near, after it for the years before.
  const isOver = invoice.status === "PAID" || invoice.status === "CANCELLED";
  const limitation = isOver ? null : await readLimitation(ctx, invoice.id);
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      <Crumbs
        above={[
          { href: `${home}/factures`, label: "Factures" },
          { href: `${home}/clients/${invoice.client.id}`, label: invoice.client.name },
        ]}
      >
        <NoBreak>{invoice.number}</NoBreak>
      </Crumbs>
      <Warnings page={page} />
      <InvoiceHead page={page} />
      <WithAside asideLabel="Repères" aside={<InvoiceAside page={page} />}>
        {invoice.status === "OPEN" && <NextStepBlock page={page} />}
        <AmountsDue page={page} />
        {limitation?.alert && <LimitationSection page={page} view={limitation} />}
        <RecordSection page={page} />
        {limitation && !limitation.alert && <LimitationSection page={page} view={limitation} />}
      </WithAside>
    </PageFrame>
  );
}

/** What the printed invoice may cost its author, with the way to mend it: nothing is blocked. */
function Warnings({ page }: { page: InvoicePageContext }) {
  const { invoice, base, mayWork } = page;
  if (invoice.status !== "OPEN") return null;
  const mentions = invoice.statement?.warnings.find((warning) => warning.code === "MENTIONS_MISSING");
  const sentences = [
    ...(invoice.dueDateWarning ? [invoice.dueDateWarning] : []),
    ...(mentions ? [citing(mentions.sentence, mentions.article)] : []),
  ];
  return sentences.map((sentence) => (
    <Banner key={sentence} tone="caution">
      <Sentence>{sentence}</Sentence>{" "}
      {mayWork && <Anchor href={`${base}/modifier`}>Modifier la facture</Anchor>}
    </Banner>
  ));
}
