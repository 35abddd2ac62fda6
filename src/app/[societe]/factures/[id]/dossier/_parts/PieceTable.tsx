import { type NumberedPiece, PIECE_KIND_NAMES, pieceLabel } from "@/domain/legal/claimPieces";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Anchor } from "@/ui/text/Anchor";
import { GestureButton } from "../../../../../_forms/GestureButton";
import { removeProof } from "../actions";

interface PieceTableProps {
  pieces: readonly NumberedPiece[];
  slug: string;
  /** Address of the invoice. */
  base: string;
  mayWork: boolean;
}

/** The list of pieces, each one touch away. */
export function PieceTable({ pieces, slug, base, mayWork }: PieceTableProps) {
  return (
    <Table caption="Pièces du dossier">
      <TableHead>
        <Column align="end">N°</Column>
        <Column>Pièce</Column>
        <Column>Nature</Column>
        <Column>
          <span className="sr">Gestes</span>
        </Column>
      </TableHead>
      <TableBody>
        {pieces.map((piece) => (
          <TableRow key={piece.number}>
            <Cell align="end" phone="underEnd">
              {piece.number}
            </Cell>
            <RowHeader>
              <PieceName piece={piece} slug={slug} base={base} mayWork={mayWork} />
            </RowHeader>
            <Cell phone="under">{PIECE_KIND_NAMES[piece.kind]}</Cell>
            <Cell phone="end" align="end">
              {mayWork && piece.proofId && (
                <GestureButton
                  action={removeProof}
                  values={{ societe: slug, retour: `${base}/dossier`, preuve: piece.proofId }}
                  variant="quietCritical"
                  size="small"
                  about={`la pièce ${piece.number}`}
                >
                  Retirer
                </GestureButton>
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface PieceNameProps extends Omit<PieceTableProps, "pieces"> {
  piece: NumberedPiece;
}

/** A stored piece opens; what is drawn is on its own page already. */
function PieceName({ piece, slug, base, mayWork }: PieceNameProps) {
  const label = pieceLabel(piece);
  const { source } = piece;
  switch (source.kind) {
    case "document":
      return (
        <Anchor href={`/${slug}/documents/${source.id}`} download>
          {label}
        </Anchor>
      );
    case "message":
      return mayWork ? <Anchor href={`/${slug}/messages/${source.id}`}>{label}</Anchor> : label;
    case "drawn":
      return source.drawing === "statement" ? <Anchor href={`${base}/decompte`}>{label}</Anchor> : label;
  }
}
