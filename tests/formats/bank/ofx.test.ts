/** OFX in both of its forms, as French banks write it. */
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readBankFile } from "@/formats/bank/readBankFile";

const SGML = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>
<CURDEF>EUR
<BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261001<DTEND>20261031
<STMTTRN>
<TRNTYPE>CREDIT
<DTPOSTED>20261020120000[+1:CET]
<TRNAMT>+1200,50
<FITID>A1
<NAME>VIR CRÈCHE ÉLAN
<MEMO>FACTURE F-12 &amp; F-13
</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261021<TRNAMT>-35.00<FITID>A2<NAME>REJET PRLV DUPONT</STMTTRN>
</BANKTRANLIST>
<LEDGERBAL><BALAMT>2 000,00<DTASOF>20261031</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`;

const XML = `<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF>
<BANKACCTFROM><BANKID>30006</BANKID><ACCTID>FR7630006000011234567890189</ACCTID></BANKACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20261020</DTPOSTED><TRNAMT>12.00</TRNAMT><FITID>A1</FITID><NAME>DUPONT</NAME><MEMO></MEMO></STMTTRN></BANKTRANLIST>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;

describe("OFX", () => {
  it("is read in SGML, in Windows-1252, with decimal commas and values that are not closed", async () => {
    const file = await readBankFile(iconv.encode(SGML, "windows-1252"));
    expect(file).toMatchObject({
      format: "OFX",
      statements: [
        {
          account: "30006 00001 12345678901",
          currency: "EUR",
          closing: { on: "2026-10-31", cents: 200_000n },
          entries: [
            {
              bookedOn: "2026-10-20",
              amountCents: 120_050n,
              bankId: "A1",
              counterpartyName: "VIR CRÈCHE ÉLAN",
              label: "VIR CRÈCHE ÉLAN FACTURE F-12 & F-13",
              isReturn: false,
            },
            { amountCents: -3500n, bankId: "A2", isReturn: true },
          ],
        },
      ],
    });
  });

  it("is read in XML, whose account may be an IBAN", async () => {
    expect((await readBankFile(Buffer.from(XML))).statements).toMatchObject([
      { account: "FR7630006000011234567890189", entries: [{ amountCents: 1200n, label: "DUPONT" }] },
    ]);
  });

  it("is refused when it is cut, when a movement cannot be read, and with a document type", async () => {
    const refused = (text: string, code: string) =>
      expect(readBankFile(Buffer.from(text))).rejects.toMatchObject({ code });
    await refused(SGML.slice(0, -20), "BANK_OFX");
    await refused(SGML.replace("+1200,50", "douze"), "BANK_LINE");
    await refused(SGML.replace("20261020120000[+1:CET]", ""), "BANK_LINE");
    await refused(XML.replace("<OFX>", "<!DOCTYPE x><OFX>"), "BANK_OFX");
    await refused("<OFX></OFX>", "BANK_OFX");
  });
});
