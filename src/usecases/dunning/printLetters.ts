/** A day's post on paper: every letter with its copies in one file, and the list that goes with them. */
import { readLettersById } from "@/db/dunning/letterList";
import { thaw } from "@/db/frozenJson";
import { inCompany, isId } from "@/db/inCompany";
import { DomainError } from "@/domain/invariant";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { fullLegalName, identityLine } from "@/domain/parties/creditorIdentity";
import { companyToday } from "../invoicing/saveInvoice";
import type { CompanyCtx, DayPostOrder, PostPrinter } from "../ports";
import { loadLetterAnnexes } from "./letterAnnexes";
import { MAX_CHOSEN_LETTERS } from "./listLetters";

/** What is printed of a day: the letters themselves, or their list. */
export type PostPart = "lettres" | "liste";

/**
 * Draws one part of the post. Only approved letters whose facts have not changed are printed; the
 * others are left out, as the page says.
 *
 * @throws DomainError POST_EMPTY when no letter is left, POST_TOO_LARGE when the copies weigh too much
 */
export async function printPost(
  ctx: CompanyCtx,
  letterIds: readonly string[],
  part: PostPart,
  printer: PostPrinter,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const post = await readPost(ctx, letterIds);
  const bytes = part === "lettres" ? await printer.printLetters(post) : await printer.printCoverList(post);
  return { name: `courrier-${post.postedOn}-${part}.pdf`, bytes: Uint8Array.from(bytes) };
}

async function readPost(ctx: CompanyCtx, letterIds: readonly string[]): Promise<DayPostOrder> {
  const { companyId } = ctx;
  const ids = [...new Set(letterIds.filter(isId))].slice(0, MAX_CHOSEN_LETTERS);
  return inCompany(companyId, async (tx) => {
    const rows = (await readLettersById(tx, companyId, ids)).filter(
      (row) => row.state === "TO_POST" && !row.isStale && !row.isHanded,
    );
    if (rows.length === 0) {
      throw new DomainError("POST_EMPTY", "Aucune de ces lettres n’est à poster.");
    }
    const contents = await tx.letter.findMany({
      where: { companyId, id: { in: rows.map((row) => row.id) } },
      select: { id: true, content: true, document: { select: { blob: { select: { bytes: true } } } } },
    });
    const byId = new Map(
      contents.map(({ id, content, document }) => [
        id,
        { id, notice: thaw<FormalNoticeInput>(content), pdf: document?.blob.bytes },
      ]),
    );
    const annexes = await loadLetterAnnexes(tx, companyId, [...byId.values()]);
    const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
    return {
      postedOn: await companyToday(tx, companyId, ctx.clock.now()),
      senderName: fullLegalName(company),
      footer: identityLine(company),
      letters: rows.flatMap(({ id, trackingNumber }) => {
        const letter = byId.get(id);
        if (!letter?.pdf) return [];
        const { notice, pdf } = letter;
        return [{ notice, trackingNumber, pdf, annexes: annexes.get(id) ?? [] }];
      }),
    };
  });
}
