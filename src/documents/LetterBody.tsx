import { View } from "@react-pdf/renderer";
import { formatDateShort } from "@/domain/calendar";
import type { FormalNotice, NoticeSection } from "@/domain/legal/formalNoticeContent";
import { formatEuros } from "@/domain/money";
import { DataTable, type TableColumn, type TableLine } from "./DataTable";
import { PrintedText } from "./PrintedText";
import { LOOKS, paper, TEXT_WIDTH_MM } from "./paper";
import { Signature } from "./Signature";
import { StatementTable } from "./StatementTables";
import type { SignatureImage } from "./signatureImage";

interface LetterBodyProps {
  letter: FormalNotice;
  signature: SignatureImage | undefined;
}

/** From the subject to the signature, which never stands on a page without a paragraph above it. */
export function LetterBody({ letter, signature }: LetterBodyProps) {
  const last = letter.sections.at(-1);
  return (
    <>
      <PrintedText look={LOOKS.title} widthMm={TEXT_WIDTH_MM}>
        {`Objet\u00a0: ${letter.subject.title}`}
      </PrintedText>
      <PrintedText look={LOOKS.underTitle} widthMm={TEXT_WIDTH_MM} style={paper.paragraph}>
        {letter.subject.detail}
      </PrintedText>
      <PrintedText look={LOOKS.body} widthMm={TEXT_WIDTH_MM} style={paper.paragraph}>
        {letter.salutation}
      </PrintedText>
      {letter.sections.slice(0, -1).map((section) => (
        <Section key={section.key} section={section} letter={letter} />
      ))}
      <View wrap={false}>
        {last && <Section section={last} letter={letter} />}
        <Signature letter={letter} image={signature} />
      </View>
    </>
  );
}

function Section({ section, letter }: { section: NoticeSection; letter: FormalNotice }) {
  const look = section.key === "DEMAND" ? LOOKS.strong : LOOKS.body;
  return (
    <>
      {section.paragraphs.map((text) => (
        <PrintedText key={text} look={look} widthMm={TEXT_WIDTH_MM} mayBreak style={paper.paragraph}>
          {text}
        </PrintedText>
      ))}
      {section.key === "FACTS" && (
        <>
          {letter.invoices.length > 0 && <InvoiceTable letter={letter} />}
          <View style={paper.paragraph}>
            <StatementTable statement={letter.statement} />
          </View>
        </>
      )}
    </>
  );
}

const INVOICE_COLUMNS: readonly TableColumn[] = [
  { header: "Facture", widthMm: 50 },
  { header: "Émise le", widthMm: 24 },
  { header: "Échue le", widthMm: 24 },
  { header: "Montant TTC", widthMm: 25, isEnd: true },
  { header: "Déduit", widthMm: 23, isEnd: true },
  { header: "Solde", widthMm: 24, isEnd: true },
];

function InvoiceTable({ letter }: { letter: FormalNotice }) {
  const lines = letter.invoices.map(
    (row): TableLine => ({
      label: row.invoiceNumber,
      note: row.note,
      cells: [
        formatDateShort(row.issuedOn, true),
        formatDateShort(row.dueOn, true),
        formatEuros(row.totalCents),
        row.deductedCents === 0n ? "" : formatEuros(row.deductedCents),
        formatEuros(row.balanceCents),
      ],
    }),
  );
  return (
    <View style={paper.paragraph}>
      <DataTable columns={INVOICE_COLUMNS} lines={lines} />
    </View>
  );
}
