/** Reads an electronic invoice from a file as people send it: XML, or the PDF that carries it. */
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { embeddedXml, pdfDangers } from "../activePdf";
import { requirePdf } from "../pdfFile";
import { readXml, type XmlRules } from "../xmlTree";
import { CII_ROOT, readCii } from "./cii";
import type { EInvoice } from "./eInvoice";
import { readUbl, UBL_CREDIT_NOTE_ROOT, UBL_INVOICE_ROOT } from "./ubl";

/** An invoice of thousands of lines stays well below; attachments inside UBL are what makes a file heavy. */
const RULES: XmlRules = {
  maxBytes: 10_000_000,
  maxNodes: 300_000,
  maxDepth: 40,
  refuse: (_, message) => refuse("XML", `${message} Exportez la facture de nouveau, ou saisissez-la.`),
};
/** What all the XML inside a PDF may hold once inflated. */
const MAX_EMBEDDED_BYTES = 10_000_000;

export type EInvoiceFileKind = "PDF" | "XML";

/** What a file is by its first bytes, whatever its name; null when it is neither. */
export function eInvoiceFileKind(bytes: Uint8Array): EInvoiceFileKind | null {
  const head = Buffer.from(bytes.subarray(0, 512));
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const text = head.toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "");
  if (text.startsWith("%PDF-")) return "PDF";
  return (isWide ? text.slice(2).replaceAll("\0", "") : text).trimStart().startsWith("<") ? "XML" : null;
}

function refuse(code: string, message: string): never {
  throw new DomainError(code, typeset(message));
}

/**
 * The invoice that a file holds: Factur-X and ZUGFeRD 2 (a PDF with CII inside), CII or UBL. Nothing of the file is
 * run, and nothing is fetched.
 *
 * @throws DomainError in French: what is wrong with the file, and how to mend it
 */
export function readEInvoice(bytes: Uint8Array): { kind: EInvoiceFileKind; invoice: EInvoice } {
  const kind = eInvoiceFileKind(bytes);
  if (kind === null) {
    refuse(
      "NOT_E_INVOICE",
      "Ce fichier n’est ni un PDF ni un XML. Un tableau (Excel, CSV ou FEC) s’importe seul, sans autre fichier.",
    );
  }
  return { kind, invoice: kind === "PDF" ? readFacturX(bytes) : readXmlInvoice(bytes) };
}

function readXmlInvoice(bytes: Uint8Array): EInvoice {
  const root = readXml(bytes, RULES);
  if (root.name === CII_ROOT) return readCii(root);
  if (root.name === UBL_INVOICE_ROOT || root.name === UBL_CREDIT_NOTE_ROOT) return readUbl(root);
  return refuse(
    "NOT_E_INVOICE",
    "Ce fichier XML n’est pas une facture électronique : seuls les formats Factur-X, CII et UBL se lisent ici.",
  );
}

const NO_XML =
  "Ce PDF ne contient pas de facture électronique lisible : ce n’est pas un Factur-X. Saisissez cette facture, puis joignez-y ce PDF.";

/** The invoice inside a PDF, which is whole, open, and does nothing by itself. */
function readFacturX(bytes: Uint8Array): EInvoice {
  requirePdf(bytes);
  const dangers = pdfDangers(bytes);
  if (dangers.has("PROGRAM")) {
    refuse(
      "FILE_ACTIVE",
      "Ce PDF contient un programme : il est refusé. Exportez-le de nouveau, sans script ni formulaire.",
    );
  }
  if (dangers.has("ENCRYPTED")) {
    refuse("FILE_LOCKED", "Ce PDF est protégé : son contenu ne se lit pas. Exportez-le sans mot de passe.");
  }
  if (dangers.has("UNSURE")) {
    refuse(
      "FILE_UNSURE",
      "Ce PDF ne se lit pas avec certitude : déposez plutôt le XML de la facture, ou saisissez-la et joignez-y ce PDF.",
    );
  }
  const found = new Map<string, EInvoice>();
  for (const xml of embeddedXml(bytes, MAX_EMBEDDED_BYTES)) {
    const text = Buffer.from(xml).toString("latin1");
    if (text.includes(CII_ROOT) || text.includes("oasis:names:specification:ubl"))
      found.set(text, readXmlInvoice(xml));
  }
  const [invoice, other] = found.values();
  if (other)
    refuse(
      "TWO_E_INVOICES",
      "Ce PDF contient deux factures électroniques différentes. Déposez le XML de la bonne.",
    );
  return invoice ?? refuse("NOT_E_INVOICE", NO_XML);
}
