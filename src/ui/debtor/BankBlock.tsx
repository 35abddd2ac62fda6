import { formatAmount } from "@/domain/money";
import { CopyText } from "../surfaces/CopyText";
import { QrCode } from "../surfaces/QrCode";
import styles from "./BankBlock.module.css";

interface BankBlockProps {
  creditorName: string;
  /** In groups of four: « FR76 3000 6000 0112 3456 7890 189 ». */
  iban: string;
  /** What the creditor will look for on the statement. */
  reference: string;
  amountCents: bigint;
  /** Code of the transfer (EPC069-12), when it could be made. */
  qrMatrix?: readonly (readonly boolean[])[];
  language?: "fr" | "en";
}

const WORDS = {
  fr: {
    iban: (name: string) => `IBAN ${/^[AEIOUYÉÈÊÂÎÔÛH]/i.test(name) ? "d’" : "de "}${name}`,
    touch: "(touchez-le pour le sélectionner en entier)",
    reference: "Référence à rappeler",
    amount: "Montant",
    code: "Code QR du virement",
    codeNote: "Si l’application de votre banque lit les codes de virement, celui-ci le remplit.",
  },
  en: {
    iban: (name: string) => `IBAN of ${name}`,
    touch: "(touch it to select all of it)",
    reference: "Reference to quote",
    amount: "Amount",
    code: "QR code of the transfer",
    codeNote: "If your bank’s app reads transfer codes, this one fills the transfer in.",
  },
};

/** All that a transfer needs, each value selected by one touch. */
export function BankBlock({ language = "fr", ...bank }: BankBlockProps) {
  const words = WORDS[language];
  // Banks refuse spaces and thousands separators in the amount.
  const amount = formatAmount(bank.amountCents).replaceAll("\u00a0", "");
  return (
    <div className="sheet sheet--padded">
      <div className={styles.values}>
        <CopyText
          label={
            <>
              {words.iban(bank.creditorName)} {words.touch}
            </>
          }
          value={bank.iban}
          copied={bank.iban.replaceAll(" ", "")}
          language={language}
        />
        <CopyText label={words.reference} value={bank.reference} language={language} />
        <CopyText label={words.amount} value={amount} language={language} />
      </div>
      {bank.qrMatrix && (
        <div className={styles.code}>
          <QrCode matrix={bank.qrMatrix} label={words.code} />
          <p className="small muted">{words.codeNote}</p>
        </div>
      )}
    </div>
  );
}
