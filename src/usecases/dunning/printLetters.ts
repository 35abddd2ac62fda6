/** A day's post on paper: every letter in one file, and the list that goes with them. */
import { readLettersById } from "@/db/dunning/letterList";
import { thaw } from "@/db/frozenJson";
import { inCompany, isId } from "@/db/inCompany";
import type { LocalDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import type { FormalNoticeInput } from "@/domain/legal/formalNoticeInput";
import { fullLegalName, identityLine } from "@/domain/parties/creditorIdentity";
import { typeset } from "@/domain/typography";
import { companyToday } from "../invoicing/saveInvoice";
import type { CompanyCtx, PostedLetter, PostPrinter } from "../ports";
import { MAX_CHOSEN_LETTERS } from "./listLetters";

/** What is printed of a day: the letters themselves, or their list. */
export type PostPart = "lettres" | "liste";

/** Letters that may be printed to be posted, with what their envelopes need. */
interface DayPost {
  today: LocalDate;
  senderName: string;
  footer: string;
  letters: PostedLetter[];
}

/**
 * Draws one part of the post. Only approved letters whose facts have not changed are printed; the
 * others are left out, as the page says.
 *
 * @throws DomainError POST_EMPTY when no letter is left
 */
export async function printPost(
  ctx: CompanyCtx,
  letterIds: readonly string[],
  part: PostPart,
  printer: PostPrinter,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const post = await readPost(ctx, letterIds);
  const { today, senderName, footer, letters } = post;
  const notices = letters.map(({ notice }) => notice);
  const bytes =
    part === "lettres"
      ? await printer.printLetters(notices, {
          title: typeset(`Lettres à poster, ${senderName}`),
          author: senderName,
        })
      : await printer.printCoverList({ postedOn: today, senderName, footer, letters });
  return { name: `courrier-${today}-${part}.pdf`, bytes: Uint8Array.from(bytes) };
}

async function readPost(ctx: CompanyCtx, letterIds: readonly string[]): Promise<DayPost> {
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
    const byId = new Map(contents.map((letter) => [letter.id, letter]));
    const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
    return {
      today: await companyToday(tx, companyId, ctx.clock.now()),
      senderName: fullLegalName(company),
      footer: identityLine(company),
      letters: rows.flatMap(({ id, trackingNumber }) => {
        const letter = byId.get(id);
        if (!letter?.document) return [];
        const notice = thaw<FormalNoticeInput>(letter.content);
        return [{ notice, trackingNumber, pdf: letter.document.blob.bytes }];
      }),
    };
  });
}
