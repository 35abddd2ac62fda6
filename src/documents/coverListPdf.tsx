/** The list of a day's post: what goes into each envelope, and the number of each registered letter. */
import { View } from "@react-pdf/renderer";
import type { LocalDate } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { DomainError } from "@/domain/invariant";
import type { NoticeChannel } from "@/domain/legal/formalNoticeInput";
import { formatTrackingNumber } from "@/domain/legal/trackingNumber";
import { typeset } from "@/domain/typography";
import { DataTable, type TableColumn, type TableLine } from "./DataTable";
import { loadFonts } from "./fonts";
import { PrintedText } from "./PrintedText";
import { LOOKS, MARGIN_MM, mm, paper, TEXT_HEIGHT_MM, TOP_MM } from "./paper";
import { printableTexts } from "./printableTexts";
import { type RenderedPdf, renderPdf } from "./renderPdf";
import { Sheet } from "./Sheet";

/** One letter of the list. */
export interface CoverListEntry {
  readonly recipient: string;
  readonly city: string;
  readonly channel: NoticeChannel;
  readonly reference: string;
  /** Pages of the envelope: the letter and its copies. */
  readonly pageCount: number;
  /** Copies that are to be printed apart, with the reason. */
  readonly apart?: readonly string[] | undefined;
  /** Written by hand on the paper when it is not known yet. */
  readonly trackingNumber?: string | undefined;
}

export interface CoverListInput {
  readonly postedOn: LocalDate;
  /** Who sends, form included. */
  readonly senderName: string;
  /** Identity at the foot of the page. */
  readonly footer: string;
  readonly entries: readonly CoverListEntry[];
}

/** Letters a person can prepare from one list. */
const MAX_ENTRIES = 300;

/** Height of a line, for a hand that writes a number. */
const HAND_MM = 8.5;

const COLUMNS: readonly TableColumn[] = [
  { header: "N°", widthMm: 10 },
  { header: "Destinataire", widthMm: 71 },
  { header: "Ville", widthMm: 43 },
  { header: "Référence", widthMm: 34 },
  { header: "Envoi", widthMm: 32 },
  { header: "Pages", widthMm: 14, isEnd: true },
  { header: "N° de suivi", widthMm: 35 },
  { header: "Pli", widthMm: 8, isBox: true },
  { header: "Posté", widthMm: 10, isBox: true },
];

/**
 * Draws the list, in the order given, which is the order in which the letters are printed.
 *
 * @throws DomainError in French: `COVER_LIST_EMPTY`, `COVER_LIST_TOO_LONG`, `UNPRINTABLE`.
 */
export async function renderCoverListPdf(input: CoverListInput): Promise<RenderedPdf> {
  assertLength(input.entries.length);
  await loadFonts();
  const list = printableTexts(input);
  const title = typeset(`Courrier du ${formatDate(list.postedOn)}`);
  const properties = {
    title: `${title}, ${list.senderName}`,
    author: list.senderName,
    datedOn: list.postedOn,
  };
  return renderPdf(properties, <CoverSheet list={list} title={title} />);
}

function assertLength(count: number): void {
  if (count === 0) {
    throw new DomainError("COVER_LIST_EMPTY", "Aucune lettre à poster : la liste serait vide.", "entries");
  }
  if (count > MAX_ENTRIES) {
    throw new DomainError(
      "COVER_LIST_TOO_LONG",
      typeset(
        `Une liste de courrier contient ${MAX_ENTRIES} lettres au plus ; il y en a ${count}. Faites deux envois.`,
      ),
      "entries",
    );
  }
}

const CHANNELS: Record<NoticeChannel, string> = {
  LRAR_PAPER: "Recommandé AR",
  LRAR_ONLINE: "AR en ligne",
  LRE: "Électronique",
  SIMPLE: "Simple",
};

function CoverSheet({ list, title }: { list: CoverListInput; title: string }) {
  const registered = list.entries.filter(({ channel }) => channel !== "SIMPLE").length;
  return (
    <Sheet identity={list.footer} isLandscape>
      <View style={[{ marginTop: mm(MARGIN_MM - TOP_MM) }, paper.paragraph]}>
        <PrintedText look={LOOKS.title} widthMm={TEXT_HEIGHT_MM}>
          {title}
        </PrintedText>
        <PrintedText look={LOOKS.underTitleMuted} widthMm={TEXT_HEIGHT_MM}>
          {`${list.senderName}. ${counted(list.entries.length, "lettre")}, dont ${counted(registered, "recommandée")}.`}
        </PrintedText>
      </View>
      <DataTable columns={COLUMNS} lines={list.entries.map(lineOf)} lineMm={HAND_MM} />
    </Sheet>
  );
}

function counted(count: number, noun: string): string {
  return `${count}\u00a0${noun}${count > 1 ? "s" : ""}`;
}

function lineOf(entry: CoverListEntry, index: number): TableLine {
  const number = entry.trackingNumber ? formatTrackingNumber(entry.trackingNumber) : "";
  return {
    label: String(index + 1),
    ...(entry.apart &&
      entry.apart.length > 0 && { note: typeset(`À imprimer à part : ${entry.apart.join(", ")}`) }),
    cells: [
      entry.recipient,
      entry.city,
      entry.reference,
      CHANNELS[entry.channel],
      String(entry.pageCount),
      number,
      "",
      "",
    ],
  };
}
