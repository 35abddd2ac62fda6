/**
 * The page behind the signed link, as one whole document: the creditor's name, what is owed, how
 * to pay, and three ways to answer. No script, no other request; a form for each answer.
 */
import type { ReactNode } from "react";
import type { LocalDate } from "@/domain/calendar";
import { formatAmount } from "@/domain/money";
import { type DebtorLanguage, type DebtorWords, debtorWords } from "./debtorWords";

export type DebtorAnswer = "paye" | "date" | "desaccord";

export interface DebtorPageProps {
  language: DebtorLanguage;
  creditor: { name: string; identity: string; phone: string | null; iban: string | null; bic: string | null };
  invoices: readonly {
    number: string;
    dueOn: LocalDate;
    totalCents: bigint;
    balanceCents: bigint;
    payments: readonly { receivedOn: LocalDate; amountCents: bigint }[];
  }[];
  balanceCents: bigint;
  /** What the law adds; null when it adds nothing. */
  legal: { penaltyCents: bigint; feeCents: bigint; totalCents: bigint; on: LocalDate } | null;
  today: LocalDate;
  expiresOn: LocalDate;
  waiting: {
    kind: "ALREADY_PAID" | "PROMISE" | "DISPUTE";
    onDate: LocalDate | null;
    untilOn: LocalDate | null;
  } | null;
  /** The answer to show open: the one of the link that was followed, or the one refused. */
  open: DebtorAnswer | null;
  /** Proof that the form was served by us, sent back with the answer. */
  formKey: string;
  /** What was refused, by field, with what was typed. */
  refusal: { message: string; errors: Record<string, string>; values: Record<string, string> } | null;
  css: string;
}

export function DebtorPage(props: DebtorPageProps) {
  const { language, creditor, css } = props;
  const words = debtorWords(language);
  const isOpen = props.balanceCents > 0n;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${titleOf(props, words)} · ${creditor.name}`}</title>
        {/* The sheet is a file of ours, allowed by its hash. */}
        <style>{css}</style>
      </head>
      <body>
        <a className="skip" href="#repondre">
          {words.skip}
        </a>
        <div className="page">
          <header className="who">
            <span className="initials" aria-hidden="true">
              {initials(creditor.name)}
            </span>
            <p>
              <b>{creditor.name}</b>
              <span className="small muted">{words.about}</span>
            </p>
          </header>
          <main>
            <Notices {...props} words={words} />
            <Due {...props} words={words} />
            {isOpen && <Payment {...props} words={words} />}
            {isOpen && <Answers {...props} words={words} />}
          </main>
          <footer>
            <p>
              {creditor.identity}{" "}
              {creditor.phone && (
                <a className="nb" href={`tel:${creditor.phone.replace(/[^+\d]/g, "")}`}>
                  {creditor.phone}
                </a>
              )}
            </p>
            <p>{words.footer(props.expiresOn)}</p>
          </footer>
        </div>
      </body>
    </html>
  );
}

type Part = DebtorPageProps & { words: DebtorWords };

function titleOf({ invoices, balanceCents }: DebtorPageProps, words: DebtorWords): string {
  if (balanceCents === 0n) return words.nothingLeft;
  const [first] = invoices;
  return invoices.length === 1 && first ? words.titleOne(first.number) : words.titleSeveral(invoices.length);
}

function initials(name: string): string {
  const parts = name.split(/[\s'’-]+/).filter(Boolean);
  return parts
    .slice(0, 2)
    .map((part) => part.slice(0, 1).toUpperCase())
    .join("");
}

function Notices({ refusal, waiting, words }: Part) {
  return (
    <>
      {refusal && (
        <p className="notice notice--error" role="alert">
          <b>{words.errorTitle}.</b> {refusal.message}
        </p>
      )}
      {waiting && !refusal && (
        <p className="notice notice--done" role="status">
          {waiting.kind === "DISPUTE"
            ? words.waiting.DISPUTE
            : waiting.kind === "PROMISE"
              ? words.waiting.PROMISE(waiting.onDate)
              : words.waiting.ALREADY_PAID(waiting.onDate, waiting.untilOn)}
        </p>
      )}
    </>
  );
}

function Due(props: Part) {
  const { invoices, balanceCents, words } = props;
  if (balanceCents === 0n) {
    return (
      <section>
        <h1>{words.nothingLeft}</h1>
        <p className="muted">{words.nothingLeftDetail}</p>
      </section>
    );
  }
  const single = invoices.length === 1 ? invoices[0] : undefined;
  const text = words.euros(balanceCents);
  const cut = Math.max(text.lastIndexOf(","), text.lastIndexOf("."));
  const paid = single?.payments.at(-1);
  const paidCents = single ? single.totalCents - single.balanceCents : 0n;
  return (
    <section>
      <h1>{titleOf(props, words)}</h1>
      <p className="amount">
        {text.slice(0, cut)}
        <span className="dec">{text.slice(cut)}</span>
      </p>
      {single ? (
        <p className="muted">
          {words.dueOn(single.dueOn)}{" "}
          {paidCents > 0n &&
            words.thanks(paidCents, single.payments.length === 1 && paid ? paid.receivedOn : null)}
        </p>
      ) : (
        <dl className="lines">
          {invoices.map((invoice) => (
            <div key={invoice.number}>
              <dt>
                {words.invoice} <span className="nb">{invoice.number}</span>
                <span>{words.dueOn(invoice.dueOn)}</span>
              </dt>
              <dd>{words.euros(invoice.balanceCents)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p>
        <a className="jump" href="#repondre">
          {words.jump}
        </a>
      </p>
    </section>
  );
}

function Payment(props: Part) {
  const { creditor, invoices, balanceCents, legal, words } = props;
  const reference = invoices.map((invoice) => invoice.number).join(" ");
  return (
    <section className="block" aria-labelledby="t-payer">
      <h2 id="t-payer">{words.pay}</h2>
      <div className="sheet">
        {creditor.iban && (
          <Value
            label={
              <>
                {words.ibanOf(creditor.name)} {words.touch}
              </>
            }
            value={creditor.iban}
          />
        )}
        <div className="pair">
          <Value label={words.reference} value={reference} />
          <Value label={words.amount} value={formatAmount(balanceCents).replaceAll("\u00a0", "")} />
        </div>
      </div>
      {legal && (
        <details className="more">
          <summary>{words.legal(words.euros(legal.penaltyCents + legal.feeCents))}</summary>
          <dl className="lines">
            <div>
              <dt>{words.principal}</dt>
              <dd>{words.euros(balanceCents)}</dd>
            </div>
            {legal.penaltyCents > 0n && (
              <div>
                <dt>
                  {words.penalties}
                  <span>{words.penaltiesDetail}</span>
                </dt>
                <dd>{words.euros(legal.penaltyCents)}</dd>
              </div>
            )}
            {legal.feeCents > 0n && (
              <div>
                <dt>
                  {words.fee}
                  <span>{words.feeDetail}</span>
                </dt>
                <dd>{words.euros(legal.feeCents)}</dd>
              </div>
            )}
            <div className="total">
              <dt>{words.totalOn(legal.on)}</dt>
              <dd>{words.euros(legal.totalCents)}</dd>
            </div>
          </dl>
        </details>
      )}
    </section>
  );
}

function Value({ label, value }: { label: ReactNode; value: string }) {
  return (
    <p>
      <span className="term">{label}</span>
      <span className="value">{value}</span>
    </p>
  );
}

function Answers(props: Part) {
  const { creditor, words, today } = props;
  return (
    <section className="block" id="repondre" aria-labelledby="t-repondre">
      <h2 id="t-repondre">{words.answer}</h2>
      <div className="answers">
        <Answer
          {...props}
          kind="paye"
          title={words.paid}
          button={words.warn(creditor.name)}
          effect={words.paidEffect}
        >
          <Field {...props} name="onDate" label={words.paidOn} type="date" initial={today} id="paye-date" />
          <fieldset className="field">
            <legend>{words.means}</legend>
            <div className="choices">
              {(
                [
                  ["TRANSFER", words.transfer],
                  ["CHEQUE", words.cheque],
                  ["CARD", words.card],
                  ["OTHER", words.other],
                ] as const
              ).map(([value, label]) => (
                <label key={value} className="choice">
                  <input
                    type="radio"
                    name="method"
                    value={value}
                    defaultChecked={(props.refusal?.values.method ?? "TRANSFER") === value}
                  />
                  {label}
                </label>
              ))}
            </div>
          </fieldset>
        </Answer>
        <Answer
          {...props}
          kind="date"
          title={words.promise}
          button={words.giveDay}
          effect={words.promiseEffect}
        >
          <Field
            {...props}
            name="onDate"
            label={words.promiseDay}
            type="date"
            initial=""
            id="promesse-date"
          />
        </Answer>
        <Answer
          {...props}
          kind="desaccord"
          title={words.dispute}
          button={words.sendAnswer}
          effect={words.disputeEffect}
        >
          <Field
            {...props}
            name="message"
            label={words.disputeWhat}
            type="textarea"
            initial=""
            id="desaccord-texte"
          />
        </Answer>
      </div>
    </section>
  );
}

function Answer({
  kind,
  title,
  button,
  effect,
  open,
  formKey,
  children,
}: Part & { kind: DebtorAnswer; title: string; button: string; effect: string; children: ReactNode }) {
  return (
    <details className="answer" name="reponse" open={open === kind}>
      <summary>{title}</summary>
      <form method="post" noValidate>
        <input type="hidden" name="reponse" value={kind} />
        <input type="hidden" name="cle" value={formKey} />
        {children}
        <button className="button" type="submit">
          {button}
        </button>
        <p className="small muted">{effect}</p>
      </form>
    </details>
  );
}

function Field({
  name,
  label,
  type,
  initial,
  id,
  refusal,
}: Part & { name: string; label: string; type: "date" | "textarea"; initial: string; id: string }) {
  const error = refusal?.errors[name];
  const value = refusal?.values[name] ?? initial;
  const described = error ? { "aria-invalid": true, "aria-describedby": `${id}-erreur` } : {};
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {type === "textarea" ? (
        <textarea
          className="input"
          id={id}
          name={name}
          defaultValue={value}
          maxLength={2000}
          {...described}
        />
      ) : (
        <input className="input" id={id} name={name} type="date" defaultValue={value} {...described} />
      )}
      {error && (
        <p className="error" id={`${id}-erreur`}>
          {error}
        </p>
      )}
    </div>
  );
}
