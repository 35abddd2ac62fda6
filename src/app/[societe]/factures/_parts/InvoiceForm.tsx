import type { ReactNode } from "react";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { NoBreak } from "@/ui/text/NoBreak";

interface InvoiceFormProps {
  home: string;
  invoice: { id: string; number: string; client: { name: string } };
  /** What the form does, as a title. */
  title: string;
  /** What it changes, in a sentence. */
  about?: ReactNode;
  /** The sentence of the last gesture. */
  said?: ReactNode;
  children: ReactNode;
}

/** The frame of a page that does one thing to one invoice. */
export function InvoiceForm({ home, invoice, title, about, said, children }: InvoiceFormProps) {
  return (
    <PageFrame width="narrow">
      {said}
      <Crumbs
        above={[
          { href: `${home}/factures`, label: "Factures" },
          { href: `${home}/factures/${invoice.id}`, label: <NoBreak>{invoice.number}</NoBreak> },
        ]}
      >
        {title}
      </Crumbs>
      <PageHead title={title}>{about ?? invoice.client.name}</PageHead>
      {children}
    </PageFrame>
  );
}
