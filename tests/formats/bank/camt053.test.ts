/** CAMT.053 as banks write it, and as they do not. */
import { describe, expect, it } from "vitest";
import { readBankFile } from "@/formats/bank/readBankFile";
import { camtFile, OWN_IBAN } from "../../support/bankFiles";

const read = async (bytes: Uint8Array) => (await readBankFile(bytes)).statements;
const entries = async (bytes: Uint8Array) => (await read(bytes)).flatMap((statement) => statement.entries);
const refused = (bytes: Uint8Array, code: string, words?: RegExp) =>
  expect(readBankFile(bytes)).rejects.toMatchObject({
    code,
    ...(words && { message: expect.stringMatching(words) }),
  });
const edited = (from: string, to: string) =>
  Buffer.from(
    camtFile([{ amount: "12.00", label: "x" }])
      .toString()
      .replace(from, to),
  );

describe("a CAMT.053 statement", () => {
  it.each(["02", "08"] as const)("is read in version .001.%s", async (version) => {
    const bytes = camtFile(
      [
        {
          amount: "1200.5",
          name: "GARAGE PENNEC & FILS",
          iban: "FR14 2004 1010 0505 0001 3M02 606",
          label: "Facture F-12",
          bankId: "B1",
        },
        { amount: "-35.00", name: "URSSAF", label: "Prélèvement" },
      ],
      version,
    );
    const [statement] = await read(bytes);
    expect(statement).toMatchObject({
      account: OWN_IBAN,
      currency: "EUR",
      opening: { on: "2026-10-01", cents: 100_000n },
      closing: null,
    });
    expect(statement?.entries).toMatchObject([
      {
        bookedOn: "2026-10-20",
        valueOn: "2026-10-20",
        amountCents: 120_050n,
        currency: "EUR",
        counterpartyName: "GARAGE PENNEC & FILS",
        counterpartyIban: "FR1420041010050500013M02606",
        label: "Facture F-12",
        bankId: "B1",
        isReturn: false,
      },
      { amountCents: -3500n, counterpartyName: "URSSAF" },
    ]);
  });

  it("leaves out what is not booked yet, and tells returns and foreign money", async () => {
    const bytes = camtFile([
      { amount: "10.00", status: "PDNG" },
      { amount: "20.00", currency: "USD" },
      { amount: "30.00", more: "<RvslInd>true</RvslInd>" },
    ]);
    expect(await entries(bytes)).toMatchObject([
      { amountCents: 2000n, currency: "USD", isReturn: false },
      { amountCents: 3000n, isReturn: true },
    ]);
  });

  it("has as many movements as a batch has transactions that say their amounts", async () => {
    const part = (amount: string, name: string) =>
      `<TxDtls><Refs><EndToEndId>E-${name}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties></TxDtls>`;
    const batch = (...parts: string[]) =>
      Buffer.from(
        camtFile([{ amount: "30.00", bankId: "LOT" }])
          .toString()
          .replace(/<TxDtls>.*<\/TxDtls>/s, parts.join("")),
      );
    expect(await entries(batch(part("10.00", "A"), part("20.00", "B")))).toMatchObject([
      { amountCents: 1000n, counterpartyName: "A", endToEndId: "E-A", bankId: "LOT/1" },
      { amountCents: 2000n, counterpartyName: "B", endToEndId: "E-B", bankId: "LOT/2" },
    ]);
    // What does not add up is one movement, that of the account.
    expect(await entries(batch(part("10.00", "A"), part("19.00", "B")))).toMatchObject([
      { amountCents: 3000n, counterpartyName: "", bankId: "LOT" },
    ]);
  });

  it("keeps the first texts of a batch of tens of thousands that does not say its amounts", async () => {
    const details = Array.from(
      { length: 80_000 },
      (_, index) => `<TxDtls><RmtInf><Ustrd>PART ${index}</Ustrd></RmtInf></TxDtls>`,
    );
    const bytes = edited("<NtryDtls>", `<NtryDtls>${details.join("")}`);
    const [entry] = await entries(bytes);
    expect(entry?.label).toMatch(/^PART 0 PART 1 PART 2 /);
    expect(entry?.label.length).toBeLessThanOrEqual(1_000);
  });

  it("is read in the encoding it declares, with or without prefixes", async () => {
    const text = camtFile([{ amount: "12.00", name: "Crèche Élan" }]).toString();
    const latin = Buffer.from(text.replace("UTF-8", "ISO-8859-1"), "latin1");
    expect(await entries(latin)).toMatchObject([{ counterpartyName: "Crèche Élan" }]);
    const prefixed = text.replace(/<(\/?)([A-Z])/g, "<$1ns2:$2");
    expect(await entries(Buffer.from(prefixed))).toMatchObject([{ counterpartyName: "Crèche Élan" }]);
    expect(await entries(Buffer.from(`\ufeff${text}`))).toHaveLength(1);
  });
});

describe("a file that is not one", () => {
  it("is refused wherever it was cut", async () => {
    const whole = camtFile([{ amount: "12.00", label: "x" }]);
    for (let length = whole.length - 2; length > 0; length -= 7) {
      await expect(readBankFile(whole.subarray(0, length)), `cut at ${length}`).rejects.toHaveProperty(
        "code",
      );
    }
  });

  it("is refused with its line and its reason", async () => {
    await refused(edited("</TxDtls>", ""), "BANK_XML", /^Ligne \d+.*TxDtls/);
    await refused(edited(">12.00<", ">12,345<"), "BANK_LINE", /^Ligne \d+\u00a0: le montant/);
    await refused(
      edited("<CdtDbtInd>CRDT</CdtDbtInd>\n<Sts>", "<CdtDbtInd>XXXX</CdtDbtInd>\n<Sts>"),
      "BANK_LINE",
    );
    await refused(
      edited("<BookgDt><Dt>2026-10-20</Dt></BookgDt><ValDt><Dt>2026-10-20</Dt></ValDt>", ""),
      "BANK_LINE",
      /pas de date/,
    );
    await refused(
      Buffer.from(
        edited("BkToCstmrStmt>", "BkToCstmrAcctRpt>")
          .toString()
          .replace("/BkToCstmrStmt", "/BkToCstmrAcctRpt"),
      ),
      "BANK_OTHER_MESSAGE",
      /camt\.052/,
    );
    await refused(Buffer.from('<?xml version="1.0"?><Invoice/>'), "BANK_OTHER_MESSAGE");
    await refused(camtFile([]), "BANK_EMPTY");
  });

  it("is refused with a document type, entities of its own, or too much of anything", async () => {
    const bomb = '<!DOCTYPE Document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>';
    await refused(edited("<Document", `${bomb}<Document`), "BANK_XML", /DOCTYPE/);
    await refused(
      Buffer.from(`<?xml version="1.0"?>${"<a>".repeat(100)}${"</a>".repeat(100)}`),
      "FILE_TOO_LARGE",
    );
    await refused(Buffer.alloc(11 * 1024 * 1024, 32), "FILE_TOO_LARGE");
  });

  it("keeps an entity it does not know as it is written", async () => {
    expect(await entries(edited(">x<", ">a&unknown;b &#233; &amp;<"))).toMatchObject([
      { label: "a&unknown;b é &" },
    ]);
  });
});
