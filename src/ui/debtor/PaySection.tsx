/** How to pay: the account confirmed by the creditor, the reference, the code, a card page of theirs. */
import type { ReactNode } from "react";
import { formatAmount, NBSP } from "@/domain/money";
import { qrPath } from "../surfaces/qrPath";
import { NoBreak } from "../text/NoBreak";
import type { DebtorPart } from "./debtorPageProps";
import { LegalLines } from "./LegalLines";
import { payableInvoices } from "./payableInvoices";

export function PaySection(part: DebtorPart) {
  const { words, waiting } = part;
  if (waiting?.kind === "ALREADY_PAID") {
    // Whoever says it is paid is not asked a second time: the account stays one touch away.
    return (
      <details className="more">
        <summary>{words.pay.title}</summary>
        <Ways {...part} />
      </details>
    );
  }
  return (
    <section className="block" aria-labelledby="t-payer">
      <h2 id="t-payer">{words.pay.title}</h2>
      <Ways {...part} />
    </section>
  );
}

function Ways(part: DebtorPart) {
  const { creditor, invoices, words } = part;
  const reference = payableInvoices(invoices)
    .map((invoice) => invoice.number)
    .join(" ");
  return (
    <>
      {creditor.iban ? (
        <div className="sheet">
          <Value
            words={words}
            label={
              <>
                {words.pay.ibanOf(creditor.name)} <span className="touch">{words.pay.touch}</span>
              </>
            }
            about="IBAN"
            value={creditor.iban.replaceAll(NBSP, " ")}
          />
          <div className="pair">
            <Value words={words} label={words.pay.reference} about={words.pay.reference} value={reference} />
            <Value
              words={words}
              label={words.pay.amount}
              about={words.pay.amount}
              value={plainAmount(part)}
            />
          </div>
          {part.qr && <Code matrix={part.qr} words={words} />}
        </div>
      ) : (
        <p className="muted">{words.pay.noAccount(creditor.name)}</p>
      )}
      {creditor.cardPaymentUrl && (
        <p>
          <a className="jump" href={creditor.cardPaymentUrl} rel="noreferrer noopener">
            {words.pay.card(creditor.name)}
          </a>
        </p>
      )}
      {creditor.iban && <p className="small muted gap">{words.pay.ibanNote(creditor.name)}</p>}
      <Allowed {...part} />
    </>
  );
}

/** The amount as a form of the reader's bank takes it. */
function plainAmount({ askedCents, language }: DebtorPart): string {
  const amount = formatAmount(askedCents).replaceAll(NBSP, "");
  return language === "en" ? amount.replace(",", ".") : amount;
}

interface ValueProps {
  label: ReactNode;
  about: string;
  value: string;
  words: DebtorPart["words"];
}

function Value({ label, about, value, words }: ValueProps) {
  return (
    <div>
      <span className="term">{label}</span>
      <span className="value">
        <span className="whole">
          {value.split(" ").map((piece, index) => (
            // The pieces of a value never move; each stays on one line.
            <span key={index}>
              {index > 0 && " "}
              <NoBreak>{piece}</NoBreak>
            </span>
          ))}
        </span>
        <button
          className="copy"
          type="button"
          hidden
          data-copy={value}
          data-done={words.pay.copied}
          aria-label={`${words.pay.copy}, ${about}`}
        >
          {words.pay.copy}
        </button>
      </span>
    </div>
  );
}

/** Modules of silence around the code that readers ask for (ISO/IEC 18004). */
const QUIET = 4;

function Code({ matrix, words }: { matrix: NonNullable<DebtorPart["qr"]>; words: DebtorPart["words"] }) {
  const side = matrix.length + 2 * QUIET;
  return (
    <div className="qrline">
      <svg
        className="qr"
        viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
        role="img"
        aria-label={words.pay.qr}
        shapeRendering="crispEdges"
      >
        <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
        <path fill="#1a1d1c" d={qrPath(matrix)} />
      </svg>
      <p className="small muted">{words.pay.qrNote}</p>
    </div>
  );
}

/** What the law would add, folded: the sum above does not ask for it. */
function Allowed(part: DebtorPart) {
  const { legal, words } = part;
  if (!legal || legal.isAsked) return null;
  return (
    <details className="more">
      <summary>{words.legal.summary(words.euros(legal.penaltyCents + legal.feeCents))}</summary>
      <LegalLines {...part} />
    </details>
  );
}
