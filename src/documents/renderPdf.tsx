/** From pages to the bytes of an archive: PDF/A-3b, the same bytes for the same content. */
import { Document, renderToBuffer } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import type { LocalDate } from "@/domain/calendar";
import { invariant } from "@/domain/invariant";

export interface RenderedPdf {
  readonly bytes: Uint8Array;
  readonly pageCount: number;
}

export interface PdfProperties {
  /** Name of the document; with the date, it makes the identifier of the file. */
  readonly title: string;
  readonly author: string;
  /** Day of the document: the file says it was made then, whenever it is drawn. */
  readonly datedOn: LocalDate;
  /** Of its words; French when left out. */
  readonly language?: "fr" | "en";
}

/** Draws pages that are `Page` elements. Load the fonts first. */
export async function renderPdf(properties: PdfProperties, pages: ReactNode): Promise<RenderedPdf> {
  const { title, author, datedOn, language = "fr" } = properties;
  const bytes = await renderToBuffer(
    <Document
      title={plainProperty(title)}
      author={plainProperty(author)}
      creator="Dument"
      producer="Dument"
      language={language === "en" ? "en-GB" : "fr-FR"}
      conformance="PDF/A-3b"
      creationDate={new Date(`${datedOn}T00:00:00Z`)}
    >
      {pages}
    </Document>,
  );
  return { bytes, pageCount: countPages(bytes) };
}

/**
 * A property goes as it is into XML metadata: a `&` would make the file invalid. « et » says the
 * same; angle brackets say nothing in a name.
 */
function plainProperty(text: string): string {
  return text.replace(/\s*&\s*/g, " et ").replace(/[<>]/g, "");
}

/** Reads the page tree, which is written in clear in what {@link renderPdf} drew. */
export function countPages(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const count = /\/Type \/Pages\s+\/Count (\d+)/.exec(text)?.[1];
  invariant(count !== undefined, "a drawn document has a page tree");
  return Number(count);
}
