/** A one-page PDF with the figures of an invoice: the same facts give the same bytes. */

import type { LocalDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { formatEuros } from "@/domain/money";

export interface InvoicePdfFacts {
  creditor: readonly string[];
  debtor: readonly string[];
  number: string;
  subject: string;
  order?: string;
  issuedOn: LocalDate;
  dueOn: LocalDate;
  totalCents: bigint;
  vatCents: bigint;
  iban: string;
}

/** Signs of WinAnsi that do not have their Unicode number (PDF 32000-1, annex D). */
const WIN_ANSI: Record<string, number> = { "€": 0x80, "’": 0x92, "–": 0x96, œ: 0x9c, Œ: 0x8c };

/** Text as a PDF string in WinAnsi; what has no sign there becomes a question mark. */
function pdfString(text: string): string {
  const codes = [...text].map((sign) => WIN_ANSI[sign] ?? sign.codePointAt(0) ?? 0x3f);
  const hex = codes.map((code) => (code > 0xff ? 0x3f : code).toString(16).padStart(2, "0"));
  return `<${hex.join("")}>`;
}

/** One line of text at a place of the page, in points from its lower left corner. */
function lineAt(x: number, y: number, sizePt: number, text: string, font: "F1" | "F2" = "F1"): string {
  return `BT /${font} ${sizePt} Tf ${x} ${y} Td ${pdfString(text)} Tj ET`;
}

function pageContent(facts: InvoicePdfFacts): string {
  const netCents = facts.totalCents - facts.vatCents;
  const figures = [
    ["Total hors taxes", formatEuros(netCents)],
    ["TVA 20\u00a0%", formatEuros(facts.vatCents)],
    ["Total à payer", formatEuros(facts.totalCents)],
  ] as const;
  const terms = [
    `À payer par virement avant le ${formatDate(facts.dueOn)}, IBAN ${facts.iban}.`,
    "En cas de retard : pénalités au taux de la BCE majoré de dix points,",
    "et indemnité forfaitaire de recouvrement de 40 euros (Code de commerce, L441-10 et D441-5).",
  ];
  return [
    ...facts.creditor.map((text, index) => lineAt(56, 780 - index * 14, 10, text, index === 0 ? "F2" : "F1")),
    ...facts.debtor.map((text, index) => lineAt(330, 700 - index * 14, 10, text)),
    lineAt(56, 590, 16, `Facture ${facts.number}`, "F2"),
    lineAt(56, 570, 10, `Émise le ${formatDate(facts.issuedOn)}${facts.order ? `, ${facts.order}` : ""}`),
    "0.8 w 56 540 m 540 540 l S",
    lineAt(
      56,
      520,
      11,
      facts.subject.replace(/^./, (letter) => letter.toUpperCase()),
    ),
    lineAt(440, 520, 11, formatEuros(netCents)),
    "56 505 m 540 505 l S",
    ...figures.flatMap(([label, value], index) => [
      lineAt(320, 480 - index * 18, 11, label, index === 2 ? "F2" : "F1"),
      lineAt(440, 480 - index * 18, 11, value, index === 2 ? "F2" : "F1"),
    ]),
    ...terms.map((text, index) => lineAt(56, 380 - index * 14, 9, text)),
  ].join("\n");
}

/** The whole file, with its cross-reference table. */
export function invoicePdf(facts: InvoicePdfFacts): Uint8Array {
  const content = pageContent(facts);
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font("Helvetica"),
    font("Helvetica-Bold"),
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) text += `${String(place).padStart(10, "0")} 00000 n \n`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  // ASCII throughout: a character is a byte, and the places above count bytes.
  return new TextEncoder().encode(text);
}
