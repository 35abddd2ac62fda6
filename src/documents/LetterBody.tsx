import { View } from "@react-pdf/renderer";
import { formatDateShort } from "@/domain/calendar";
import type { FormalNotice, NoticeSection } from "@/domain/legal/formalNoticeContent";
import { formatEuros } from "@/domain/money";
import { DataTable, type TableColumn, type TableLine } from "./DataTable";
import { PrintedText } from "./PrintedText";
import { mm, paper, TEXT_WIDTH_MM } from "./paper";
import { QrSquares } from "./QrSquares";
import { Signature } from "./Signature";
import { StatementTable } from "./StatementTables";
import type { SignatureImage } from "./signatureImage";

interface LetterBodyProps {
  letter: FormalNotice;
  /** Transfer code, when the letter shows one. */
  qr: readonly (readonly boolean[])[] | undefined;
  signature: SignatureImage | undefined;
}

/** From the subject to the enclosures. */
export function LetterBody({ letter, qr, signature }: LetterBodyProps) {
  return (
    <View>
      <PrintedText style={paper.title}>{`Objet\u00a0: ${letter.subject.title}`}</PrintedText>
      <PrintedText style={[paper.underTitle, paper.paragraph]}>{letter.subject.detail}</PrintedText>
      <PrintedText style={paper.paragraph}>{letter.salutation}</PrintedText>
      {letter.sections.map((section) => (
        <Section key={section.key} section={section} letter={letter} qr={qr} />
      ))}
      <Signature letter={letter} image={signature} />
    </View>
  );
}

interface SectionProps {
  section: NoticeSection;
  letter: FormalNotice;
  qr: LetterBodyProps["qr"];
}

function Section({ section, letter, qr }: SectionProps) {
  const paragraphs = section.paragraphs.map((text) => (
    <PrintedText key={text} style={section.key === "DEMAND" ? [paper.paragraph, paper.strong] : paper.paragraph}>
      {text}
    </PrintedText>
  ));
  if (section.key === "FACTS") {
    return (
      <>
        {paragraphs}
        {letter.invoices.length > 0 && <InvoiceTable letter={letter} />}
        <View style={paper.paragraph}>
          <StatementTable statement={letter.statement} />
        </View>
      </>
    );
  }
  if (section.key === "PAYMENT" && qr) {
    return (
      <View wrap={false} style={{ flexDirection: "row", justifyContent: "space-between" }}>
        <View style={{ width: mm(TEXT_WIDTH_MM - QR_SIDE_MM - 6) }}>{paragraphs}</View>
        <QrSquares matrix={qr} side={mm(QR_SIDE_MM)} />
      </View>
    );
  }
  return <>{paragraphs}</>;
}

/** Large enough for the camera of a telephone, silence included. */
const QR_SIDE_MM = 30;

const INVOICE_COLUMNS: readonly TableColumn[] = [
  { header: "Facture", widthMm: 54 },
  { header: "Émise le", widthMm: 23 },
  { header: "Échue le", widthMm: 23 },
  { header: "Montant TTC", widthMm: 24, isEnd: true },
  { header: "Déduit", widthMm: 22, isEnd: true },
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
