/** What is owed: one amount, then invoice by invoice, then the account line by line. */
import { NoBreak } from "../text/NoBreak";
import type { DebtorInvoice, DebtorPart } from "./debtorPageProps";
import { LegalLines } from "./LegalLines";
import { pageTitle } from "./pageTitle";
import { payableInvoices } from "./payableInvoices";

export function DueSection(part: DebtorPart) {
  const { balanceCents, askedCents, disputedCents, freeCreditCents, words } = part;
  if (balanceCents === 0n) {
    return (
      <section>
        <h1>{words.nothingLeft}</h1>
        <p className="muted">{words.nothingLeftDetail}</p>
        <Account {...part} />
      </section>
    );
  }
  if (part.frozenCents === balanceCents) {
    return (
      <section>
        <h1>{pageTitle(part)}</h1>
        <p>{words.frozenDetail}</p>
        <Account {...part} />
      </section>
    );
  }
  const text = words.euros(askedCents);
  const cut = Math.max(text.lastIndexOf(","), text.lastIndexOf("."));
  return (
    <section>
      <h1>{pageTitle(part)}</h1>
      <p className="amount">
        {text.slice(0, cut)}
        <span className="dec">{text.slice(cut)}</span>
      </p>
      <What {...part} />
      {part.legal?.isAsked && <LegalLines {...part} />}
      {part.frozenCents > 0n && <p className="aside">{words.frozen(part.frozenCents)}</p>}
      {disputedCents > 0n && <p className="aside">{words.disputed(disputedCents)}</p>}
      {freeCreditCents > 0n && (
        <p className="aside">{words.freeCredit(freeCreditCents, askedCents === 0n)}</p>
      )}
      <Account {...part} />
      <p>
        <a className="jump" href="#repondre">
          {words.jump}
        </a>
      </p>
    </section>
  );
}

function What(part: DebtorPart) {
  const { invoices, words } = part;
  const open = payableInvoices(invoices);
  const [only] = open;
  if (open.length === 1 && only) return <Single {...part} invoice={only} />;
  const own = open.filter((invoice) => invoice.isOwn);
  const others = open.filter((invoice) => !invoice.isOwn);
  return (
    <>
      <List {...part} list={own.length > 0 ? own : others} />
      {own.length > 0 && others.length > 0 && (
        <>
          <h2 className="sub">{words.alsoOpen}</h2>
          <List {...part} list={others} />
        </>
      )}
    </>
  );
}

function Single({ invoice, words }: DebtorPart & { invoice: DebtorInvoice }) {
  const paidCents = invoice.payments.reduce(
    (sum, { amountCents, accessoryCents = 0n }) => sum + amountCents + accessoryCents,
    0n,
  );
  const last = invoice.payments.at(-1);
  return (
    <>
      <p className="muted">
        {words.dueOn(invoice.dueOn)}{" "}
        {paidCents > 0n &&
          words.thanks(paidCents, invoice.payments.length === 1 && last ? last.receivedOn : null)}
      </p>
      <Files invoice={invoice} words={words} />
    </>
  );
}

function List({ list, words }: DebtorPart & { list: readonly DebtorInvoice[] }) {
  return (
    <dl className="lines">
      {list.map((invoice) => (
        <div key={invoice.number}>
          <dt>
            {words.invoice} <NoBreak>{invoice.number}</NoBreak>
            <span className="note">{words.dueOn(invoice.dueOn)}</span>
            <Files invoice={invoice} words={words} />
          </dt>
          <dd>{words.euros(invoice.balanceCents)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Files({ invoice, words }: { invoice: DebtorInvoice; words: DebtorPart["words"] }) {
  if (invoice.files.length === 0) return null;
  return (
    <span className="files">
      {invoice.files.map((file) => (
        <a key={file.url} className="file" href={file.url} download>
          {words.download(file.name)}
        </a>
      ))}
    </span>
  );
}

/** Every movement of the invoices shown: what was asked, what came, what is left. */
function Account(part: DebtorPart) {
  const { invoices, words, balanceCents, askedCents, frozenCents, disputedCents } = part;
  const asked = part.legal?.isAsked ? part.legal : null;
  const owedCents = balanceCents + (asked ? asked.penaltyCents + asked.feeCents : 0n);
  const rows = invoices.flatMap((invoice) => [
    {
      key: `${invoice.number} 0`,
      label: words.account.issued(invoice.number, invoice.issuedOn),
      note: invoice.subject,
      cents: invoice.totalCents,
    },
    ...invoice.payments.map(({ receivedOn, amountCents, accessoryCents = 0n }, index) => ({
      key: `${invoice.number} ${index + 1}`,
      label: words.account.received(receivedOn),
      note: accessoryCents > 0n ? words.account.paidBeside(amountCents + accessoryCents, accessoryCents) : "",
      cents: -amountCents,
    })),
    ...(invoice.creditCents > 0n
      ? [{ key: `${invoice.number} c`, label: words.account.credit, note: "", cents: -invoice.creditCents }]
      : []),
  ]);
  for (const [label, cents] of [
    [asked ? words.legal.penalties(asked.debtorKind) : "", asked?.penaltyCents ?? 0n],
    [words.legal.fee, asked?.feeCents ?? 0n],
    [words.account.frozen, -frozenCents],
    [words.account.disputed, -disputedCents],
    // A credit may be greater than what is left: only what it covers is taken off.
    [words.account.freeCredit, askedCents - (owedCents - frozenCents - disputedCents)],
  ] as const) {
    if (cents !== 0n) rows.push({ key: label, label, note: "", cents });
  }
  return (
    <details className="more">
      <summary>{words.account.title}</summary>
      <dl className="lines">
        {rows.map((row) => (
          <div key={row.key}>
            <dt>
              {row.label}
              {row.note && <span className="note">{row.note}</span>}
            </dt>
            <dd>{words.euros(row.cents)}</dd>
          </div>
        ))}
        <div className="total">
          <dt>{words.account.left}</dt>
          <dd>{words.euros(askedCents)}</dd>
        </div>
      </dl>
    </details>
  );
}
