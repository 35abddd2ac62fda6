/**
 * The schedule in writing: who owes what to whom, when it will be paid, and what follows if it is
 * not. The acknowledgment interrupts the limitation period (C. civ., art. 2240).
 */
import { formatDate } from "../dateText";
import { invariant } from "../invariant";
import { amountsBlock, FRENCH_AMOUNTS, type LegalPaper, type PaperBlock } from "../legal/legalPaper";
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
  const whole: PaperBlock[] = [{ kind: "newPage" }, { kind: "heading", text: french.title }];
  return { ...french, title, subtitle, blocks: [...blocks, ...whole, ...french.blocks] };
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
      {
        kind: "fields",
        fields: [
          { term: "Créancier", value: typeset(creditor.identity) },
          { term: "Débiteur", value: typeset(`${facts.debtorIdentity}.`) },
        ],
      },
      heading("Ce qui est dû"),
      text(
        `${debtorName} reconnaît devoir à ${creditor.name} la somme de ${total} en principal, au titre des factures suivantes.`,
      ),
      amountsBlock(
        null,
        invoices.map((invoice) => ({
          label: `${invoice.number} du ${formatDate(invoice.issuedOn)}`,
          note: `Échéance le ${formatDate(invoice.dueOn)}`,
          cents: invoice.balanceCents,
        })),
        { label: "Total reconnu", cents: totalCents },
        { ...FRENCH_AMOUNTS, item: "Facture" },
      ),
      heading("Quand ce sera payé"),
      text(
        `${debtorName} paie cette somme en ${schedule.length}${NBSP}versements. Chacun peut être fait plus tôt ; ce qui arrive compte pour les plus anciens d’abord.`,
      ),
      amountsBlock(
        null,
        schedule.map((part, index) => ({
          label: `${index + 1}. Au plus tard le ${formatDate(part.dueOn)}`,
          cents: part.amountCents,
        })),
        { label: "Total", cents: totalCents },
        { ...FRENCH_AMOUNTS, item: "Versement" },
      ),
      ...accountBlock(facts),
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
          typeset(`Pour ${debtorName} : ${facts.signerName}.`),
          typeset(`Pour ${creditor.name} : ${creditor.signatory}.`),
        ],
      },
    ],
  };
}

/** Where to pay; nothing while the creditor has no confirmed account. */
function accountBlock({ creditor, invoices }: AgreementFacts): PaperBlock[] {
  if (creditor.iban === null) return [];
  return [
    {
      kind: "fields",
      fields: [
        { term: "Par virement à", value: `${creditor.name}, IBAN${NBSP}${creditor.iban}` },
        { term: "Référence à rappeler", value: invoices.map(({ number }) => number).join(", ") },
      ],
    },
  ];
}

function lateWords(graceDays: number): string {
  if (graceDays === 0) return "à sa date";
  return graceDays === 1
    ? "au plus tard le lendemain de sa date"
    : `dans les ${graceDays}${NBSP}jours qui suivent sa date`;
}
