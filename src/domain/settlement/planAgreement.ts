/**
 * The schedule in writing: who owes what to whom, when it will be paid, and what follows if it is
 * not. The acknowledgment interrupts the limitation period (C. civ., art. 2240).
 */
import { formatDate } from "../dateText";
import { invariant } from "../invariant";
import { amountsBlock, type LegalPaper, type PaperBlock } from "../legal/legalPaper";
import { formatEuros, NBSP } from "../money";
import { typeset } from "../typography";
import type { AgreementFacts } from "./agreementFacts";
import { planTotalCents } from "./instalmentPlan";
import { agreementInEnglish } from "./planAgreementEnglish";

/**
 * Composes the agreement, ready to be drawn. For a debtor who reads English, a translation comes
 * first and says that the French text counts.
 */
export function planAgreement(facts: AgreementFacts): LegalPaper {
  const french = frenchAgreement(facts);
  if (facts.language === "fr") return french;
  const { title, subtitle, blocks } = agreementInEnglish(facts);
  const heading: PaperBlock = { kind: "heading", text: french.title };
  return { ...french, title, subtitle, blocks: [...blocks, heading, ...french.blocks] };
}

function frenchAgreement(facts: AgreementFacts): LegalPaper {
  const { creditor, debtorName, invoices, schedule } = facts;
  const totalCents = planTotalCents(schedule);
  invariant(schedule.length > 0, "an agreement has instalments");
  const total = formatEuros(totalCents);
  const text = (sentence: string) => ({ kind: "paragraph" as const, text: typeset(sentence) });
  const heading = (title: string) => ({ kind: "heading" as const, text: typeset(title) });
  return {
    title: "Accord d’échéancier et reconnaissance de dette",
    subtitle: `${creditor.name} et ${debtorName}, le ${formatDate(facts.agreedOn)}`,
    footer: typeset(creditor.identity),
    authorName: creditor.name,
    datedOn: facts.agreedOn,
    blocks: [
      heading("Ce qui est dû"),
      text(
        `${debtorName} reconnaît devoir à ${creditor.name} la somme de ${total} en principal, au titre des factures suivantes.`,
      ),
      amountsBlock(
        "Factures",
        invoices.map((invoice) => ({
          label: `Facture ${invoice.number} du ${formatDate(invoice.issuedOn)}`,
          note: `Échéance le ${formatDate(invoice.dueOn)}`,
          cents: invoice.balanceCents,
        })),
        { label: "Total reconnu", cents: totalCents },
      ),
      heading("Quand ce sera payé"),
      text(
        `${debtorName} paie cette somme en ${schedule.length}${NBSP}versements. Tout versement est libre par anticipation et compte pour les plus anciens d’abord.`,
      ),
      amountsBlock(
        "Versements",
        schedule.map((part, index) => ({
          label: `Versement ${index + 1}, au plus tard le ${formatDate(part.dueOn)}`,
          cents: part.amountCents,
        })),
        { label: "Total", cents: totalCents },
      ),
      heading("Tant que l’accord est tenu"),
      text(
        `${creditor.name} suspend ses relances et n’engage aucune poursuite pour ces factures. Les pénalités et l’indemnité que la loi prévoit ne sont pas réclamées par cet accord, qui n’y renonce pas.`,
      ),
      heading("S’il ne l’est plus"),
      text(
        `Un versement qui n’est pas reçu ${lateWords(facts.graceDays)} met fin à l’accord : tout ce qui reste dû redevient exigible aussitôt, sans autre formalité.`,
      ),
      heading("Comment il a été conclu"),
      text(
        `${facts.signerName}, pour ${debtorName}, a reconnu cette dette et demandé des délais le ${formatDate(facts.acknowledgedOn)}, par le lien personnel qui lui avait été adressé par courriel. ${creditor.name} et ${debtorName} ont convenu de ces versements le ${formatDate(facts.agreedOn)}. Cette reconnaissance interrompt la prescription (article 2240 du Code civil).`,
      ),
      {
        kind: "signature",
        lines: [
          typeset(`Fait le ${formatDate(facts.agreedOn)}, adressé aux deux parties par courriel.`),
          typeset(`Pour ${debtorName} : ${facts.signerName}. Pour ${creditor.name}.`),
        ],
      },
    ],
  };
}

function lateWords(graceDays: number): string {
  if (graceDays === 0) return "à sa date";
  return `${graceDays}${NBSP}jour${graceDays > 1 ? "s" : ""} après sa date`;
}
