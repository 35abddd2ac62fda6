/** The ways to answer, each with what it does to the reminders written beside it. */
import { formatAmount } from "@/domain/money";
import type { DebtorAnswer, DebtorPart } from "./debtorPageProps";
import type { AnswerWords } from "./debtorWords";
import { Answer, Choice, FileField, Radios, TextArea, TextField, Tick } from "./FormParts";
import { payableInvoices } from "./payableInvoices";

interface FormProps {
  part: DebtorPart;
  words: AnswerWords;
}

export function AnswerForms(part: DebtorPart) {
  const { words, creditor, limits } = part;
  const answers = words.answers({
    name: creditor.name,
    checked: limits.checkedOn,
    graceDays: limits.promiseGraceDays,
  });
  return (
    <section className="block" id="repondre" aria-labelledby="t-repondre">
      <h2 id="t-repondre">{words.answerTitle}</h2>
      <div className="answers">
        <Paid part={part} words={answers.paye} />
        {mayPromise(part) && <PromisedDay part={part} words={answers.date} />}
        {mayAskInstalments(part) && <Instalments part={part} words={answers.echeancier} />}
        <Dispute part={part} words={answers.desaccord} />
        <Answer part={part} kind="copie" {...answers.copie}>
          <Which part={part} kind="copie" />
        </Answer>
        <Recipient part={part} words={answers.destinataire} />
        <Answer part={part} kind="message" {...answers.message}>
          <TextArea part={part} kind="message" name="message" label={words.fields.message} />
          <Files part={part} kind="message" label={words.fields.files} />
        </Answer>
      </div>
    </section>
  );
}

/** A day is promised for what may be paid. */
function mayPromise({ balanceCents, frozenCents }: DebtorPart): boolean {
  return balanceCents > frozenCents;
}

function mayAskInstalments({ limits, plan }: DebtorPart): boolean {
  return limits.maxInstalments >= 2 && plan?.state !== "RUNNING";
}

/** The form of the answer that is open is on the page: it says itself what was refused. */
export function isAnswerShown(part: DebtorPart): boolean {
  if (part.balanceCents <= 0n || part.open === null || part.open === "accord") return false;
  if (part.open === "date") return mayPromise(part);
  return part.open !== "echeancier" || mayAskInstalments(part);
}

/** One invoice, or all those of the message: asked only when there are several. */
function Which({ part, kind }: { part: DebtorPart; kind: DebtorAnswer }) {
  const { fields } = part.words;
  const open = part.invoices.filter((invoice) => invoice.balanceCents > 0n);
  if (open.length < 2) return null;
  const own = open.filter((invoice) => invoice.isOwn);
  const together = own.length > 0 ? own : open;
  const [only] = together;
  const all = together.length === 1 && only ? only.number : fields.allOfThem(together.length);
  const options = [
    ["", all] as const,
    ...open
      .filter((invoice) => together.length > 1 || invoice !== only)
      .map(
        (invoice) =>
          [invoice.number, `${invoice.number}, ${part.words.euros(invoice.balanceCents)}`] as const,
      ),
  ];
  return <Choice part={part} kind={kind} name="facture" label={fields.which} options={options} />;
}

function Files({ part, kind, label }: { part: DebtorPart; kind: DebtorAnswer; label: string }) {
  return (
    <FileField
      part={part}
      kind={kind}
      name="fichiers"
      label={label}
      hint={part.words.fields.filesHint}
      isOptional
    />
  );
}

function Paid({ part, words }: FormProps) {
  const { fields } = part.words;
  const open = part.invoices.filter((invoice) => invoice.balanceCents > 0n);
  const [only] = open;
  return (
    <Answer part={part} kind="paye" {...words}>
      <Which part={part} kind="paye" />
      <div className="pair">
        <TextField
          part={part}
          kind="paye"
          name="onDate"
          label={fields.paidOn}
          type="date"
          initial={part.today}
          max={part.today}
        />
        <TextField
          part={part}
          kind="paye"
          name="amountCents"
          label={fields.paidAmount}
          type="text"
          inputMode="decimal"
          initial={open.length === 1 && only ? formatAmount(part.askedCents || only.balanceCents) : ""}
        />
      </div>
      <Radios
        part={part}
        kind="paye"
        name="method"
        label={fields.means}
        options={[
          ["TRANSFER", fields.transfer],
          ["CHEQUE", fields.cheque],
          ["CARD", fields.card],
          ["OTHER", fields.other],
        ]}
      />
      <Files part={part} kind="paye" label={fields.proof} />
    </Answer>
  );
}

function PromisedDay({ part, words }: FormProps) {
  const { fields } = part.words;
  return (
    <Answer part={part} kind="date" {...words}>
      <Which part={part} kind="date" />
      <TextField
        part={part}
        kind="date"
        name="onDate"
        label={fields.promiseDay}
        type="date"
        hint={fields.latest(part.limits.latestPromiseOn)}
        min={part.today}
        max={part.limits.latestPromiseOn}
      />
    </Answer>
  );
}

function Instalments({ part, words }: FormProps) {
  const { fields } = part.words;
  const { limits } = part;
  const counts = Array.from({ length: limits.maxInstalments - 1 }, (_, index) => index + 2);
  const payable = payableInvoices(part.invoices);
  const own = payable.filter((invoice) => invoice.isOwn);
  const cents = (own.length > 0 ? own : payable).reduce((sum, invoice) => sum + invoice.balanceCents, 0n);
  return (
    <Answer part={part} kind="echeancier" {...words}>
      <div className="pair">
        <Choice
          part={part}
          kind="echeancier"
          name="count"
          label={fields.count}
          options={counts.map((count) => [String(count), fields.instalments(count)] as const)}
        />
        <TextField
          part={part}
          kind="echeancier"
          name="firstOn"
          label={fields.firstOn}
          type="date"
          hint={fields.latest(limits.latestFirstOn)}
          min={part.today}
          max={limits.latestFirstOn}
        />
      </div>
      <TextField
        part={part}
        kind="echeancier"
        name="signerName"
        label={fields.signer}
        type="text"
        autoComplete="name"
      />
      <Tick
        part={part}
        kind="echeancier"
        name="acknowledged"
        label={fields.acknowledge(part.words.euros(cents), part.creditor.name)}
      />
    </Answer>
  );
}

const REASONS = ["QUALITY", "QUANTITY", "PRICE", "DELIVERY", "ORDER", "OTHER"] as const;

function Dispute({ part, words }: FormProps) {
  const { fields } = part.words;
  const isAmongSeveral = part.invoices.filter((invoice) => invoice.balanceCents > 0n).length > 1;
  return (
    <Answer part={part} kind="desaccord" {...words}>
      <Which part={part} kind="desaccord" />
      <Choice
        part={part}
        kind="desaccord"
        name="reason"
        label={fields.reason}
        options={REASONS.map((reason) => [reason, fields.reasons[reason]] as const)}
      />
      <TextArea part={part} kind="desaccord" name="message" label={fields.what} />
      <TextField
        part={part}
        kind="desaccord"
        name="amountCents"
        label={fields.part}
        type="text"
        inputMode="decimal"
        hint={isAmongSeveral ? fields.partOfOneHint : fields.partHint}
        isOptional
      />
      <Files part={part} kind="desaccord" label={fields.files} />
    </Answer>
  );
}

function Recipient({ part, words }: FormProps) {
  const { fields } = part.words;
  const common = { part, kind: "destinataire", isOptional: true } as const;
  return (
    <Answer part={part} kind="destinataire" {...words}>
      <TextField {...common} name="contactName" label={fields.contactName} type="text" />
      <TextField {...common} name="contactEmail" label={fields.contactEmail} type="email" />
      <TextField {...common} name="contactPhone" label={fields.contactPhone} type="tel" />
      <TextArea {...common} name="message" label={fields.note} />
    </Answer>
  );
}
