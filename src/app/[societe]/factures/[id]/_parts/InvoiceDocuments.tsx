import { typeset } from "@/domain/typography";
import { DocumentLinks } from "@/ui/lists/DocumentLinks";
import { Details } from "@/ui/messages/Details";
import { Anchor } from "@/ui/text/Anchor";
import { Notice } from "@/ui/text/Notice";
import { GestureButton } from "../../../../_forms/GestureButton";
import { detach } from "../actions";
import { type InvoicePageContext, invoiceValues } from "./InvoicePage";

/** The papers of an invoice; its own PDFs can be taken off. */
export function InvoiceDocuments({ page }: { page: InvoicePageContext }) {
  const { documents } = page.invoice;
  const own = documents.filter((document) => document.kind === "INVOICE");
  return (
    <>
      {documents.every(({ kind }) => kind === "CREDIT_NOTE") && (
        <p className="small muted">Sans PDF joint, vos relances partent sans la facture.</p>
      )}
      <DocumentLinks
        documents={documents.map(({ id, name }) => ({ href: `${page.home}/documents/${id}`, title: name }))}
      />
      {own
        .filter(({ saysOtherwise }) => saysOtherwise.length > 0)
        .map(({ id, name, saysOtherwise }) => (
          <p key={id} className="small">
            <Notice tone="caution">
              {typeset(
                `${name} ne dit pas la même chose que cette page (${saysOtherwise.join(" ; ")}). Vérifiez que c’est le bon : il accompagne vos relances.`,
              )}
            </Notice>
          </p>
        ))}
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
