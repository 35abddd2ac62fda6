import type { DebtorExchange, DebtorPart } from "./debtorPageProps";

/** What was said on both sides, in order. */
export function Exchanges({ exchanges, words, creditor }: DebtorPart) {
  if (exchanges.length === 0) return null;
  return (
    <section className="block" aria-labelledby="t-echanges">
      <h2 id="t-echanges">{words.exchanges.title}</h2>
      <ol className="exchanges">
        {exchanges.map((exchange, index) => (
          // Nothing tells two messages of one day apart, and the list never changes order.
          <li key={index} className={exchange.by === "CREDITOR" ? "said said--us" : "said"}>
            <p className="small muted">
              {exchange.by === "CREDITOR" ? creditor.name : words.exchanges.you}, {words.date(exchange.on)}
            </p>
            <Said exchange={exchange} words={words} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Said({ exchange, words }: { exchange: DebtorExchange; words: DebtorPart["words"] }) {
  const amount = exchange.amountCents === null ? null : words.euros(exchange.amountCents);
  const { kind: said, onDate, number } = exchange;
  const kind = said === null ? "" : words.said(said, onDate, amount, number);
  return (
    <>
      {kind && <p>{kind}</p>}
      {exchange.text && <p className="text">{exchange.text}</p>}
      {exchange.files.length > 0 && (
        <p className="files">
          {exchange.files.map((file) => (
            <a key={file.url} className="file" href={file.url} download>
              {words.download(file.name)}
            </a>
          ))}
        </p>
      )}
    </>
  );
}
