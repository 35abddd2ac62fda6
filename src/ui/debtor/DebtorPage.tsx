/**
 * The page behind the signed link, as one whole document: the creditor's look, what is owed, how
 * to pay, and the ways to answer. No other request; the only script copies a value.
 */
import { AnswerForms, isAnswerShown } from "./AnswerForms";
import { COPY_SCRIPT } from "./copyScript";
import { DueSection } from "./DueSection";
import type { DebtorPageProps, DebtorPart } from "./debtorPageProps";
import { Exchanges } from "./Exchanges";
import { RefusalNotice } from "./FormParts";
import { PaySection } from "./PaySection";
import { PlanSection } from "./PlanSection";
import { pageTitle } from "./pageTitle";
import { wordsOf } from "./wordsOf";

export function DebtorPage(props: DebtorPageProps) {
  const { language, creditor, css } = props;
  const words = wordsOf(language);
  const part: DebtorPart = { ...props, words };
  const isOpen = props.balanceCents > 0n;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${pageTitle(part)} · ${creditor.name}`}</title>
        {/* The sheet is a file of ours, allowed by its hash. */}
        <style>{css}</style>
      </head>
      <body>
        <a className="skip" href="#repondre">
          {words.skip}
        </a>
        <div className="page">
          <Head {...part} />
          <main>
            <Notices {...part} />
            <DueSection {...part} />
            <PlanSection {...part} />
            {props.askedCents > 0n && <PaySection {...part} />}
            {isOpen && <AnswerForms {...part} />}
            <Exchanges {...part} />
          </main>
          <Foot {...part} />
        </div>
        {props.askedCents > 0n && creditor.iban && <script>{COPY_SCRIPT}</script>}
      </body>
    </html>
  );
}

function Head({ creditor, words, language, otherLanguageUrl }: DebtorPart) {
  return (
    <header className="who">
      {creditor.logoUrl ? (
        <img className="logo" src={creditor.logoUrl} alt="" height={40} />
      ) : (
        <span className="initials" aria-hidden="true">
          {initials(creditor.name)}
        </span>
      )}
      <p>
        <b>{creditor.name}</b>
        <span className="small muted">{words.about}</span>
      </p>
      <a
        className="small switch"
        href={otherLanguageUrl}
        hrefLang={language === "en" ? "fr" : "en"}
        lang={language === "en" ? "fr" : "en"}
      >
        {words.otherLanguage}
      </a>
    </header>
  );
}

function initials(name: string): string {
  const parts = name.split(/[\s'’-]+/).filter(Boolean);
  return parts
    .slice(0, 2)
    .map((part) => part.slice(0, 1).toUpperCase())
    .join("");
}

function Notices(part: DebtorPart) {
  const { refusal, waiting, done, words } = part;
  if (refusal) {
    if (isAnswerShown(part)) return null;
    return (
      <RefusalNotice {...part}>
        <a href="#repondre">{words.correct}</a>
      </RefusalNotice>
    );
  }
  const sentences = [
    done && words.done(done),
    waiting && words.waiting(waiting.kind, waiting.onDate, waiting),
  ].filter(Boolean);
  if (sentences.length === 0) return null;
  return (
    <p className="notice notice--done" id="fait" role="status">
      {sentences.join(" ")}
    </p>
  );
}

function Foot({ creditor, words, expiresOn }: DebtorPart) {
  return (
    <footer>
      {creditor.phone && (
        <p>
          {words.call(creditor.signatory)}
          {", "}
          <a className="nb" href={`tel:${creditor.phone.replace(/[^+\d]/g, "")}`}>
            {creditor.phone}
          </a>
        </p>
      )}
      <p>{creditor.identity}</p>
      <p>
        {words.footer(expiresOn)} <a href="/confidentialite">{words.data}</a>
        {" · "}
        <a href="/accessibilite">{words.accessibility}</a>
      </p>
    </footer>
  );
}
