import { DocumentLinks } from "@/ui/lists/DocumentLinks";
import { Details } from "@/ui/messages/Details";
import { Anchor } from "@/ui/text/Anchor";
import { GestureButton } from "../../../../_forms/GestureButton";
import { detach } from "../actions";
import { type InvoicePageContext, invoiceValues } from "./InvoicePage";

/** The papers of an invoice; its own PDFs can be taken off. */
export function InvoiceDocuments({ page }: { page: InvoicePageContext }) {
  const { documents } = page.invoice;
  const own = documents.filter((document) => document.kind === "INVOICE");
  return (
    <>
      {documents.length === 0 && (
        <p className="small muted">Sans PDF joint, vos relances partent sans la facture.</p>
      )}
      <DocumentLinks
        documents={documents.map(({ id, name }) => ({ href: `${page.home}/documents/${id}`, title: name }))}
      />
      {page.mayWork && (
        <p className="small">
          <Anchor href={`${page.base}/joindre`}>
            {own.length === 0 ? "Joindre le PDF" : "Joindre un autre PDF"}
          </Anchor>
        </p>
      )}
      {page.mayWork && own.length > 0 && (
        <Details summary="Retirer un document">
          {own.map((document) => (
            <GestureButton
              key={document.id}
              action={detach}
              values={invoiceValues(page, { document: document.id })}
              variant="critical"
              size="small"
            >
              Retirer {document.name}
            </GestureButton>
          ))}
        </Details>
      )}
    </>
  );
}
