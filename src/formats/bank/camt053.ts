/** Bank statements in CAMT.053 (ISO 20022), versions .001.02 to .001.08 and later ones that keep its names. */
import {
  assertEntryCount,
  BANK_LIMITS,
  type BankBalance,
  type BankEntry,
  type BankStatement,
  cleanText,
  dayText,
  decimalCents,
  ibanText,
  joinTexts,
  refuseBankFile,
} from "./bankStatement";
import { at, childrenOf, readXml, textAt, type XmlNode } from "./xmlTree";

/** Other messages of the same family that banks propose beside it. */
const OTHERS: Readonly<Record<string, string>> = {
  BkToCstmrAcctRpt: "un relevé intermédiaire (camt.052), dont les opérations peuvent encore changer",
  BkToCstmrDbtCdtNtfctn: "un avis d’opérations (camt.054)",
  CstmrCdtTrfInitn: "un ordre de virement, pas un relevé",
  CstmrDrctDbtInitn: "un ordre de prélèvement, pas un relevé",
};

/**
 * Reads every statement of the file. Entries that are not booked yet are left out: the bank may still change them.
 *
 * @throws DomainError `BANK_XML`, `BANK_OTHER_MESSAGE`, `BANK_LINE` or `FILE_TOO_MANY_ROWS`, in French
 */
export async function readCamt053(bytes: Uint8Array): Promise<BankStatement[]> {
  const root = await readXml(bytes);
  const message = at(root, "BkToCstmrStmt");
  if (!message) {
    const other = root.children.map(({ name }) => OTHERS[name]).find((found) => found !== undefined);
    refuseBankFile(
      "BANK_OTHER_MESSAGE",
      other
        ? `Ce fichier est ${other}. Demandez à votre banque le relevé au format camt.053.`
        : "Ce fichier XML n’est pas un relevé bancaire au format camt.053.",
    );
  }
  let count = 0;
  return childrenOf(message, "Stmt").map((statement) => {
    const read = statementOf(statement);
    count += read.entries.length;
    assertEntryCount(count);
    return read;
  });
}

function statementOf(statement: XmlNode): BankStatement {
  const account = at(statement, "Acct");
  const iban = ibanText(textAt(account, "Id", "IBAN"));
  const currency = textAt(account, "Ccy");
  const entries = childrenOf(statement, "Ntry").filter(isBooked).flatMap(entriesOf);
  return {
    account: iban || cleanText(textAt(account, "Id", "Othr", "Id"), BANK_LIMITS.id),
    currency: currency || (entries[0]?.currency ?? "EUR"),
    opening: balanceOf(statement, ["OPBD", "PRCD"]),
    closing: balanceOf(statement, ["CLBD"]),
    entries,
  };
}

/** `BOOK`, written as a text until version 7 and as a code after it; a missing word means booked. */
function isBooked(entry: XmlNode): boolean {
  const status = textAt(entry, "Sts", "Cd") || textAt(entry, "Sts");
  return status === "" || status === "BOOK";
}

function balanceOf(statement: XmlNode, kinds: readonly string[]): BankBalance | null {
  for (const kind of kinds) {
    const balance = childrenOf(statement, "Bal").find((one) => textAt(one, "Tp", "CdOrPrtry", "Cd") === kind);
    const cents = balance && decimalCents(textAt(balance, "Amt"));
    if (!balance || cents === undefined) continue;
    return {
      on: dayOf(balance, "Dt") ?? null,
      cents: textAt(balance, "CdtDbtInd") === "DBIT" ? -cents : cents,
    };
  }
  return null;
}

function dayOf(node: XmlNode, name: string) {
  return dayText(textAt(node, name, "Dt") || textAt(node, name, "DtTm"));
}

/** What is common to all the transactions of an entry. */
interface EntryFrame {
  entry: XmlNode;
  bookedOn: BankEntry["bookedOn"];
  valueOn: BankEntry["valueOn"];
  currency: string;
  isReversal: boolean;
}

/** An entry is one movement; a batch whose transactions each say their amount is as many. */
function entriesOf(entry: XmlNode): BankEntry[] {
  const amount = amountOf(entry);
  const bookedOn = dayOf(entry, "BookgDt") ?? dayOf(entry, "ValDt");
  if (!bookedOn) refuseLine(entry, "cette opération n’a pas de date.");
  const frame: EntryFrame = {
    entry,
    bookedOn,
    valueOn: dayOf(entry, "ValDt") ?? null,
    currency: amount.currency,
    isReversal: textAt(entry, "RvslInd") === "true" || textAt(entry, "RvslInd") === "1",
  };
  const details = childrenOf(entry, "NtryDtls").flatMap((group) => childrenOf(group, "TxDtls"));
  const parts = details.map((detail) => partOf(detail, amount));
  const isSplit =
    details.length > 1 &&
    parts.every((part) => part !== undefined) &&
    parts.reduce((sum, part) => sum + part, 0n) === amount.cents;
  if (!isSplit) return [movement(frame, details, { cents: amount.cents, bankId: bankIdOf(entry, details) })];
  return details.map((detail, index) =>
    movement(frame, [detail], {
      cents: parts[index] ?? 0n,
      bankId:
        cleanText(textAt(detail, "Refs", "AcctSvcrRef"), BANK_LIMITS.id) ||
        numbered(bankIdOf(entry, []), index),
    }),
  );
}

function numbered(bankId: string, index: number): string {
  return bankId === "" ? "" : `${bankId}/${index + 1}`;
}

function bankIdOf(entry: XmlNode, details: readonly XmlNode[]): string {
  const own = textAt(entry, "AcctSvcrRef");
  return cleanText(own || textAt(details[0], "Refs", "AcctSvcrRef"), BANK_LIMITS.id);
}

function amountOf(entry: XmlNode): { cents: bigint; currency: string } {
  const cents = decimalCents(textAt(entry, "Amt"));
  const currency = at(entry, "Amt")?.attributes.Ccy ?? "";
  const direction = textAt(entry, "CdtDbtInd");
  if (cents === undefined || cents < 0n || !/^[A-Z]{3}$/.test(currency)) {
    refuseLine(entry, "le montant de cette opération ne se lit pas.");
  }
  if (direction !== "CRDT" && direction !== "DBIT") {
    refuseLine(entry, "cette opération ne dit pas si l’argent entre ou sort.");
  }
  return { cents: direction === "CRDT" ? cents : -cents, currency };
}

/** Amount of one transaction of a batch, where its version writes it; undefined when it does not say. */
function partOf(detail: XmlNode, whole: { cents: bigint; currency: string }): bigint | undefined {
  const own =
    at(detail, "Amt") ?? at(detail, "AmtDtls", "TxAmt", "Amt") ?? at(detail, "AmtDtls", "InstdAmt", "Amt");
  const cents = own && own.attributes.Ccy === whole.currency ? decimalCents(own.text) : undefined;
  if (cents === undefined) return undefined;
  const direction = textAt(detail, "CdtDbtInd");
  const isCredit = direction === "" ? whole.cents >= 0n : direction === "CRDT";
  return isCredit ? cents : -cents;
}

function movement(
  { entry, isReversal, ...frame }: EntryFrame,
  details: readonly XmlNode[],
  { cents, bankId }: { cents: bigint; bankId: string },
): BankEntry {
  const party = details.length === 1 ? counterpartyOf(details[0], cents > 0n) : { name: "", iban: "" };
  const remittance = details.flatMap((detail) => remittanceOf(detail));
  const isReturn = isReversal || details.some((detail) => at(detail, "RtrInf") !== undefined);
  return {
    ...frame,
    amountCents: cents,
    counterpartyName: party.name,
    counterpartyIban: party.iban,
    label: joinTexts(
      [
        ...remittance,
        ...details.map((detail) => textAt(detail, "AddtlTxInf")),
        textAt(entry, "AddtlNtryInf"),
      ],
      BANK_LIMITS.label,
    ),
    endToEndId:
      details.length === 1 ? cleanText(textAt(details[0], "Refs", "EndToEndId"), BANK_LIMITS.id) : "",
    bankId,
    isReturn,
  };
}

/** Who paid, or who was paid. Version 8 puts the name one level deeper. */
function counterpartyOf(detail: XmlNode | undefined, isCredit: boolean): { name: string; iban: string } {
  const parties = at(detail, "RltdPties");
  const [role, account] = isCredit ? ["Dbtr", "DbtrAcct"] : ["Cdtr", "CdtrAcct"];
  const nameOf = (who: string) => textAt(parties, who, "Nm") || textAt(parties, who, "Pty", "Nm");
  const ultimate = nameOf(`Ultmt${role}`);
  return {
    name: joinTexts([nameOf(role ?? ""), ultimate], BANK_LIMITS.name),
    iban: ibanText(textAt(parties, account ?? "", "Id", "IBAN")),
  };
}

function remittanceOf(detail: XmlNode): string[] {
  const remittance = at(detail, "RmtInf");
  const structured = childrenOf(remittance, "Strd").flatMap((one) => [
    textAt(one, "CdtrRefInf", "Ref"),
    ...childrenOf(one, "RfrdDocInf").map((document) => textAt(document, "Nb")),
    ...childrenOf(one, "AddtlRmtInf").map((node) => node.text),
  ]);
  // A payer's text is cut in pieces of 140 characters, sometimes in the middle of a word.
  const free = childrenOf(remittance, "Ustrd").map((node) => node.text);
  return [...free, ...structured, textAt(detail, "Refs", "EndToEndId")];
}

function refuseLine(node: XmlNode, what: string): never {
  refuseBankFile("BANK_LINE", `Ligne ${node.line} : ${what}`);
}
