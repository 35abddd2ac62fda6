/**
 * The evidence file of a claim, one file at a time: list of pieces, application, pieces as they were
 * stored, extract of the journal, manifest of SHA-256, and the verifier that needs nothing else.
 */
import { inCompany } from "@/db/inCompany";
import { readClaimEntityIds, readPieceBytes } from "@/db/legal/claimPieces";
import { sha256Hex } from "@/db/sha256";
import { extractJournal, type JournalExtract } from "@/db/system/journalExtract";
import { formatDate } from "@/domain/dateText";
import { DomainError } from "@/domain/invariant";
import { type NumberedPiece, PIECE_KIND_NAMES, pieceLabel } from "@/domain/legal/claimPieces";
import { NOT_LEGAL_ADVICE } from "@/domain/legal/courtData";
import { exchangesPaper } from "@/domain/legal/exchangesPaper";
import { type LegalPaper, paperText } from "@/domain/legal/legalPaper";
import type { LegalRates } from "@/domain/legal/rateTables";
import { fullLegalName, identityLine } from "@/domain/parties/creditorIdentity";
import { slugOf } from "@/domain/parties/slug";
import { afterDe, typeset } from "@/domain/typography";
import { verifierFiles } from "@/formats/evidence/verifierFiles";
import { type ZipFile, zipStream } from "@/formats/zipStream";
import { readInvoice } from "../invoicing/readInvoice";
import { type Deed, journalBy } from "../journalBy";
import type { CompanyCtx, PaperPrinter, StatementPrinter } from "../ports";
import type { CourtQuery } from "./readCourtRoute";
import { type EvidenceView, readEvidence } from "./readEvidence";

export interface EvidencePorts {
  rates: LegalRates;
  papers: PaperPrinter;
  statements: StatementPrinter;
}

/** A file to be sent as it is made. */
export interface AssembledEvidence {
  /** Name of the archive, without its extension. */
  name: string;
  /** The archive, in chunks: the next piece is read or drawn only when it is asked for. */
  chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>;
}

const MANIFEST_FORMAT = "dument-dossier/1";
/** The whole journal is read, to tie what is shown to the rest. */
const EXTRACT_TIMEOUT_MS = 120_000;

/**
 * Begins a file. The journal notes the hash of its manifest once the last piece is made, so that
 * the file can be recognised later.
 *
 * @throws DomainError NOT_FOUND when the invoice is not of this company; CLAIM_EMPTY with the problem of
 *   {@link readEvidence}
 */
export async function assembleEvidence(
  ctx: CompanyCtx,
  invoiceId: string,
  query: CourtQuery,
  ports: EvidencePorts,
): Promise<AssembledEvidence> {
  const view = await readEvidence(ctx, invoiceId, query, ports.rates);
  if (!view.claim) {
    throw new DomainError(
      "CLAIM_EMPTY",
      view.problem ?? "Rien n’est dû à ce jour : il n’y a pas de dossier.",
    );
  }
  const numbers = view.court.invoices.map((invoice) => invoice.number);
  const what = numbers.length === 1 ? (numbers[0] ?? "") : view.court.client.name;
  const files = filesOf(ctx, view, view.claim, ports);
  return {
    name: `dossier-${slugOf(what)}-${view.today}`,
    chunks: zipStream(files, new Date(ctx.clock.now())),
  };
}

type Claim = NonNullable<EvidenceView["claim"]>;

interface ListedFile {
  path: string;
  bytes: number;
  sha256: string;
  recordedSha256?: string;
}

async function* filesOf(
  ctx: CompanyCtx,
  view: EvidenceView,
  claim: Claim,
  ports: EvidencePorts,
): AsyncGenerator<ZipFile> {
  const listed: ListedFile[] = [];
  const listing = (file: ZipFile, recordedSha256: string | null = null): ZipFile => {
    listed.push({
      path: file.path,
      bytes: file.bytes.byteLength,
      sha256: sha256Of(file.bytes),
      ...(recordedSha256 && { recordedSha256 }),
    });
    return file;
  };
  const ids = view.court.invoices.map((invoice) => invoice.id);
  yield listing(textFile("LISEZ-MOI.txt", readMe(view, claim)));
  const list = piecesPaper(view, claim);
  yield listing({ path: "00-bordereau-des-pieces.pdf", bytes: await ports.papers.printPaper(list) });
  yield listing({ path: "00-requete.pdf", bytes: await ports.papers.printPaper(claim.application) });
  yield listing(textFile("00-requete.txt", paperText(claim.application)));
  for (const piece of view.pieces) {
    yield listing(
      { path: piece.path, bytes: await pieceBytes(ctx, view, claim, piece, ports) },
      piece.recordedSha256,
    );
  }
  const extract = await inCompany(
    ctx.companyId,
    async (tx) => extractJournal(tx, ctx.companyId, await readClaimEntityIds(tx, ctx.companyId, ids)),
    { timeoutMs: EXTRACT_TIMEOUT_MS },
  );
  yield listing(journalFile(extract));
  for (const file of await verifierFiles()) yield listing(file);
  const manifest = manifestFile(ctx, view, claim, listed, extract);
  await noteAssembled(ctx, ids, listed.length, sha256Of(manifest.bytes));
  yield manifest;
}

async function pieceBytes(
  ctx: CompanyCtx,
  view: EvidenceView,
  claim: Claim,
  { source, title }: NumberedPiece,
  ports: EvidencePorts,
): Promise<Uint8Array> {
  if (source.kind === "drawn") {
    return source.drawing === "statement"
      ? ports.statements.printStatement(claim.printed)
      : ports.papers.printPaper(await exchangesOf(ctx, view, ports.rates));
  }
  const bytes = await inCompany(ctx.companyId, (tx) => readPieceBytes(tx, ctx.companyId, source));
  // The rest of the file is still worth having, and the verifier names what is not as recorded.
  return bytes ?? new TextEncoder().encode(`Contenu introuvable : ${title}\n`);
}

async function exchangesOf(ctx: CompanyCtx, view: EvidenceView, rates: LegalRates): Promise<LegalPaper> {
  const invoices = [];
  for (const { id } of view.court.invoices) {
    const { number, timeline } = await readInvoice(ctx, id, rates);
    invoices.push({ number, timeline });
  }
  const { creditor, today } = view;
  return exchangesPaper({ creditor, debtorName: view.court.client.name, writtenOn: today, invoices });
}

/** The numbered list, by kind of piece. */
function piecesPaper(view: EvidenceView, { statement }: Claim): LegalPaper {
  const { creditor, pieces, today } = view;
  return {
    title: "Bordereau des pièces",
    subtitle: typeset(
      `Créance ${afterDe(fullLegalName(creditor))} sur ${view.court.client.name}, ${statement.invoices.map(({ claim }) => claim.invoiceNumber).join(", ")}, au ${formatDate(today)}.`,
    ),
    footer: typeset(identityLine(creditor)),
    authorName: fullLegalName(creditor),
    datedOn: today,
    blocks: [
      {
        kind: "table",
        columns: [
          { header: "N°", widthMm: 12, isRank: true },
          { header: "Pièce", widthMm: 100 },
          { header: "Nature", widthMm: 58 },
        ],
        lines: pieces.map((piece) => ({
          label: String(piece.number),
          cells: [pieceLabel(piece), PIECE_KIND_NAMES[piece.kind]],
          note: piece.path,
        })),
      },
      ...missingBlock(view),
    ],
  };
}

function missingBlock({ court }: EvidenceView): LegalPaper["blocks"] {
  const missing = court.route?.missingDocuments ?? [];
  if (missing.length === 0) return [];
  return [
    { kind: "heading", text: "À ajouter avant le dépôt" },
    { kind: "list", items: missing.map(typeset) },
  ];
}

function readMe(view: EvidenceView, { statement }: Claim): string {
  const { creditor, court, today } = view;
  const numbers = statement.invoices.map(({ claim }) => claim.invoiceNumber).join(", ");
  return typeset(`DOSSIER DE PREUVES

Créancier : ${fullLegalName(creditor)}
Débiteur : ${court.client.name}
Factures : ${numbers}
Arrêté au : ${formatDate(today)}

Ce dossier contient :
- 00-bordereau-des-pieces.pdf : la liste numérotée des pièces ;
- 00-requete.pdf et 00-requete.txt : le projet de demande, à relire et à compléter ;
- pieces/ : les pièces, dans l’ordre du bordereau. Les courriels (.eml) sont les octets exacts remis au serveur de messagerie : tout logiciel de courrier les ouvre ;
- journal/journal.jsonl : les entrées du journal de la société qui concernent cette créance. Chaque entrée porte l’empreinte de la précédente ; celles qui concernent d’autres clients sont masquées : seule l’empreinte de leur contenu est donnée, ce qui suffit à suivre la chaîne ;
- manifest.json : l’empreinte SHA-256 de chaque fichier.

Vérifier que rien n’a été modifié, sans connexion :
- ouvrir verifier.html dans un navigateur, puis choisir ce dossier décompressé ;
- ou, avec Node.js : node verifier.mjs
L’empreinte du manifeste affichée par le vérificateur est inscrite dans le journal de la société à la date de ce dossier.

Ce dossier contient des données personnelles, et les courriels le lien personnel du client : ne le remettez qu’aux personnes chargées de l’affaire.

${NOT_LEGAL_ADVICE}
`);
}

function journalFile({ lines }: JournalExtract): ZipFile {
  return textFile("journal/journal.jsonl", `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
}

function manifestFile(
  ctx: CompanyCtx,
  view: EvidenceView,
  { statement }: Claim,
  files: readonly ListedFile[],
  extract: JournalExtract,
): ZipFile {
  const manifest = {
    format: MANIFEST_FORMAT,
    madeAt: new Date(ctx.clock.now()).toISOString(),
    claim: {
      creditor: fullLegalName(view.creditor),
      creditorSiren: view.creditor.siren,
      debtor: view.court.client.name,
      invoices: statement.invoices.map(({ claim }) => claim.invoiceNumber),
      statedOn: statement.statedOn,
      totalDueCents: statement.totalDueCents.toString(),
    },
    files,
    journal: {
      path: "journal/journal.jsonl",
      headSeq: extract.headSeq,
      headHash: extract.headHash,
      visible: extract.visible,
    },
  };
  return textFile("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
}

async function noteAssembled(
  ctx: CompanyCtx,
  invoiceIds: readonly string[],
  fileCount: number,
  manifestSha256: string,
): Promise<void> {
  const deeds = invoiceIds.map(
    (entityId): Deed => ({
      action: "evidence.assembled",
      entity: "invoice",
      entityId,
      data: { manifestSha256, files: String(fileCount) },
    }),
  );
  await inCompany(ctx.companyId, (tx) => journalBy(tx, ctx, deeds));
}

function textFile(path: string, text: string): ZipFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

function sha256Of(bytes: Uint8Array): string {
  return sha256Hex(bytes);
}
