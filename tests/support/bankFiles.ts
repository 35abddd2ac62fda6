/** Bank files written for the tests: what a bank would send, in each format. */

export interface Movement {
  on?: string;
  /** Euros, signed: `1200.00`, `-35.50`. */
  amount: string;
  name?: string;
  iban?: string;
  label?: string;
  bankId?: string;
  currency?: string;
  /** More XML in the entry, as it is. */
  more?: string;
  status?: string;
}

const xml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const tag = (name: string, text: string | undefined) => (text ? `<${name}>${xml(text)}</${name}>` : "");

/** A CAMT.053 statement; version 8 puts names one level deeper. */
export function camtFile(
  movements: readonly Movement[],
  version: "02" | "08" = "02",
  account = OWN_IBAN,
  balances: readonly Balance[] = [{ kind: "OPBD", on: "2026-10-01", amount: "1000.00" }],
): Buffer {
  const entries = movements.map((movement) => camtEntry(movement, version)).join("\n");
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}">
<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id>
<Acct><Id><IBAN>${account}</IBAN></Id><Ccy>EUR</Ccy></Acct>
${balances.map(camtBalance).join("\n")}
${entries}
</Stmt></BkToCstmrStmt></Document>
`);
}

/** A balance of a statement: `OPBD` where it begins, `CLBD` where it ends. */
export interface Balance {
  kind: "OPBD" | "CLBD";
  on: string;
  /** Euros, signed. */
  amount: string;
}

function camtBalance({ kind, on, amount }: Balance): string {
  const direction = amount.startsWith("-") ? "DBIT" : "CRDT";
  return `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount.replace("-", "")}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`;
}

/** The account of the company of the tests. */
export const OWN_IBAN = "FR7630006000011234567890189";

function camtEntry(movement: Movement, version: "02" | "08"): string {
  const {
    on = "2026-10-20",
    amount,
    name,
    iban,
    label,
    bankId,
    currency = "EUR",
    more = "",
    status = "BOOK",
  } = movement;
  const isCredit = !amount.startsWith("-");
  const [who, account] = isCredit ? ["Dbtr", "DbtrAcct"] : ["Cdtr", "CdtrAcct"];
  const party = name ? (version === "08" ? `<Pty>${tag("Nm", name)}</Pty>` : tag("Nm", name)) : "";
  return `<Ntry><Amt Ccy="${currency}">${amount.replace("-", "")}</Amt><CdtDbtInd>${isCredit ? "CRDT" : "DBIT"}</CdtDbtInd>
<Sts>${version === "08" ? `<Cd>${status}</Cd>` : status}</Sts><BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt>${tag("AcctSvcrRef", bankId)}
<NtryDtls><TxDtls><RltdPties>${party ? `<${who}>${party}</${who}>` : ""}${iban ? `<${account}><Id><IBAN>${iban}</IBAN></Id></${account}>` : ""}</RltdPties>
<RmtInf>${tag("Ustrd", label)}</RmtInf></TxDtls></NtryDtls>${more}</Ntry>`;
}
