/** Who writes a letter: the company, or a firm in its name while its mandate runs. */
import { type DraftLetter, readFirstLetter, readWritingFirms, type WritingFirm } from "@/db/dunning/letters";
import { thaw } from "@/db/frozenJson";
import type { Tx } from "@/db/inCompany";
import type { LocalDate } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import type { AuthorIdentity, FormalNoticeInput, NoticeAuthor } from "@/domain/legal/formalNoticeInput";
import { declarationDay, insuranceEnd } from "@/domain/parties/firm";
import { formatPostcodeCity } from "@/domain/parties/postcode";

interface LetterAuthor {
  author: NoticeAuthor;
  /** Absent when the company signs itself. */
  signatory?: FormalNoticeInput["signatory"];
}

/**
 * The company writes on its own decision, whoever of its firm pressed the button; a firm writes in
 * its own name only when a person chose so, and while its mandate runs.
 *
 * @throws DomainError MANDATE_OVER
 */
export async function letterAuthor(
  tx: Tx,
  companyId: string,
  { authorFirmId, invoiceIds }: Pick<DraftLetter, "authorFirmId" | "invoiceIds">,
  today: LocalDate,
): Promise<LetterAuthor> {
  if (!authorFirmId) return { author: { kind: "CREDITOR" } };
  const firms = await readWritingFirms(tx, companyId, today);
  const firm = firms.find(({ id }) => id === authorFirmId);
  if (!firm) {
    throw new DomainError(
      "MANDATE_OVER",
      "Le mandat du cabinet qui devait signer cette lettre n’est plus en cours. Choisissez qui écrit.",
    );
  }
  const name = firm.signatoryName;
  if (firm.kind === "ACCOUNTANT") {
    return {
      author: {
        kind: "EXPERT_COMPTABLE",
        ...identityOf(firm),
        mandatedOn: firm.signedOn ?? firm.mandatedOn,
      },
      signatory: { name, role: firm.signatoryTitle || "Expert-comptable" },
    };
  }
  return {
    author: {
      kind: "THIRD_PARTY",
      ...identityOf(firm),
      agreedOn: firm.signedOn ?? undefined,
      insuredUntil: insuranceEnd(firm),
      hasFundsAccount: firm.fundsBank !== "",
      declaredOn: declarationDay(firm),
      firstLetter: await firstLetterOf(tx, companyId, firm.id, invoiceIds),
    },
    signatory: { name, role: firm.signatoryTitle },
  };
}

function identityOf({
  name,
  siren,
  legalForm,
  shareCapitalCents,
  rcsCity,
  ...place
}: WritingFirm): AuthorIdentity {
  const address = `${place.street}, ${formatPostcodeCity(place.postcode, place.city)}`;
  return { name, address, siren, legalForm, shareCapitalCents, rcsCity };
}

async function firstLetterOf(
  tx: Tx,
  companyId: string,
  firmId: string,
  invoiceIds: readonly string[],
): Promise<{ reference: string; sentOn: LocalDate } | undefined> {
  const first = await readFirstLetter(tx, companyId, firmId, invoiceIds);
  if (!first) return undefined;
  const { reference } = thaw<FormalNoticeInput>(first.content);
  return { reference, sentOn: first.sentOn };
}
