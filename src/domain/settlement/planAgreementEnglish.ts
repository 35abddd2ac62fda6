/** The schedule in English, for a debtor who reads it: a translation, which says so. */
import { formatDateEnglish } from "../dateText";
import { amountsBlock, ENGLISH_AMOUNTS, type PaperBlock } from "../legal/legalPaper";
import { formatEurosEnglish } from "../money";
import type { AgreementFacts } from "./agreementFacts";
import { planTotalCents } from "./instalmentPlan";

/** Title, parties and text of the translation; the French agreement follows it. */
export function agreementInEnglish(facts: AgreementFacts): {
  title: string;
  subtitle: string;
  blocks: PaperBlock[];
} {
  const { creditor, debtorName, invoices, schedule, signerName } = facts;
  const totalCents = planTotalCents(schedule);
  const agreedOn = formatDateEnglish(facts.agreedOn);
  const text = (sentence: string): PaperBlock => ({ kind: "paragraph", text: sentence });
  const heading = (title: string): PaperBlock => ({ kind: "heading", text: title });
  return {
    title: "Instalment agreement and acknowledgement of debt",
    subtitle: `${creditor.name} and ${debtorName}, ${agreedOn}`,
    blocks: [
      {
        kind: "paragraph",
        isStrong: true,
        text: "This translation is given for information. The French text that follows is the agreement: if they differ, the French text counts.",
      },
      {
        kind: "fields",
        fields: [
          { term: "Creditor", value: creditor.identity },
          { term: "Debtor", value: `${facts.debtorIdentity}.` },
        ],
      },
      heading("What is owed"),
      text(
        `${debtorName} acknowledges owing ${creditor.name} the principal sum of ${formatEurosEnglish(totalCents)}, for the following invoices.`,
      ),
      amountsBlock(
        null,
        invoices.map((invoice) => ({
          label: `${invoice.number} of ${formatDateEnglish(invoice.issuedOn)}`,
          note: `Due on ${formatDateEnglish(invoice.dueOn)}`,
          cents: invoice.balanceCents,
        })),
        { label: "Total acknowledged", cents: totalCents },
        { ...ENGLISH_AMOUNTS, item: "Invoice" },
      ),
      heading("When it will be paid"),
      text(
        `${debtorName} pays this sum in ${schedule.length} instalments. Any payment may be made earlier, and counts towards the oldest ones first.`,
      ),
      amountsBlock(
        null,
        schedule.map((part, index) => ({
          label: `${index + 1}. No later than ${formatDateEnglish(part.dueOn)}`,
          cents: part.amountCents,
        })),
        { label: "Total", cents: totalCents },
        { ...ENGLISH_AMOUNTS, item: "Instalment" },
      ),
      ...accountBlock(facts),
      heading("While the agreement is kept"),
      text(
        `${creditor.name} sends no reminder and takes no legal action for these invoices. The penalties and the fixed compensation set by law are not claimed by this agreement, which does not waive them.`,
      ),
      heading("If it no longer is"),
      text(
        `An instalment that is not received ${lateWords(facts.graceDays)} ends the agreement: all that remains is due at once, without further notice.`,
      ),
      heading("How it was made"),
      text(
        `${signerName}, for ${debtorName}, acknowledged this debt and asked for time on ${formatDateEnglish(facts.acknowledgedOn)}, through the personal link sent by email. ${creditor.name} and ${debtorName} agreed on these instalments on ${agreedOn}. This acknowledgement interrupts the limitation period (article 2240 of the French Civil Code).`,
      ),
    ],
  };
}

function accountBlock({ creditor, invoices }: AgreementFacts): PaperBlock[] {
  if (creditor.iban === null) return [];
  return [
    {
      kind: "fields",
      fields: [
        { term: "By transfer to", value: `${creditor.name}, IBAN ${creditor.iban}` },
        { term: "Reference", value: invoices.map(({ number }) => number).join(", ") },
      ],
    },
  ];
}

function lateWords(graceDays: number): string {
  if (graceDays === 0) return "on its date";
  return `within ${graceDays} day${graceDays > 1 ? "s" : ""} of its date`;
}
