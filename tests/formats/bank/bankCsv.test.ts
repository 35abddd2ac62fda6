/** Tables of French banks: their titles, their columns, their spaces and their accents. */
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readBankFile } from "@/formats/bank/readBankFile";

const entries = async (text: string | Uint8Array) =>
  (await readBankFile(typeof text === "string" ? Buffer.from(text) : text)).statements.flatMap(
    (statement) => statement.entries,
  );
const refused = (text: string, code: string, words?: RegExp) =>
  expect(readBankFile(Buffer.from(text))).rejects.toMatchObject({
    code,
    ...(words && { message: expect.stringMatching(words) }),
  });

describe("a table of a bank", () => {
  it("has one signed amount, or a column for each direction", async () => {
    const signed = await entries(
      "Date;Libellé;Montant\n20/10/2026;VIR DUPONT;1 200,50\n21/10/2026;FRAIS;-12,00\n",
    );
    expect(signed).toMatchObject([
      { bookedOn: "2026-10-20", amountCents: 120_050n, label: "VIR DUPONT", currency: "EUR" },
      { bookedOn: "2026-10-21", amountCents: -1200n },
    ]);
    const two =
      "Date opération;Date valeur;Libellé;Débit;Crédit\n20/10/2026;22/10/2026;VIR DUPONT;;1 200,50\n21/10/2026;21/10/2026;FRAIS;12,00;\n22/10/2026;22/10/2026;CB;-8,00;0,00\n";
    expect(await entries(two)).toMatchObject([
      { amountCents: 120_050n, valueOn: "2026-10-22" },
      { amountCents: -1200n },
      { amountCents: -800n },
    ]);
  });

  it("says beside the amount whether it comes in, where amounts have no sign", async () => {
    const head = "Date;Libellé;Montant;Sens\n";
    const rows = "20/10/2026;LOYER;800,00;D\n20/10/2026;VIR;900,00;Crédit\n20/10/2026;CB;-5,00;Débit\n";
    expect((await entries(head + rows)).map(({ amountCents }) => amountCents)).toEqual([
      -80_000n,
      90_000n,
      -500n,
    ]);
    await refused(`${head}20/10/2026;VIR;900,00;X\n`, "BANK_LINE", /entre ou sort/);
  });

  it("leaves out what is not done, or never was", async () => {
    const head = "Statut;Date;Libellé;Montant\n";
    const rows = "En attente;;A;1,00\nRefusé;20/10/2026;B;2,00\nExécuté;20/10/2026;C;3,00\n";
    expect(await entries(head + rows)).toMatchObject([{ label: "C" }]);
  });

  it("is read below the lines that a bank writes about the account, above its balance, in its own encoding", async () => {
    const text =
      "Compte;FR76 3000 6000 0112 3456 7890 189\r\nPériode;octobre\r\n\r\nDate comptable;Libellé simplifié;Informations complémentaires;Débit;Crédit\r\n20/10/2026;VIR CRÈCHE ÉLAN;FACTURE F-12;;35,00\r\n;Solde;;;1 035,00\r\n";
    expect(await entries(iconv.encode(text, "windows-1252"))).toMatchObject([
      { amountCents: 3500n, label: "VIR CRÈCHE ÉLAN FACTURE F-12" },
    ]);
  });

  it("tells currencies and accounts apart, and money that comes back", async () => {
    const text =
      "Date,Description,Amount,Currency,Account,Counterparty name\n2026-10-20,Transfer,12.50,USD,PRO,Smith\n2026-10-20,Rejet prlv,30.00,EUR,PRO,Dupont\n";
    const { statements } = await readBankFile(Buffer.from(text));
    expect(statements).toMatchObject([
      { account: "PRO", currency: "USD", entries: [{ amountCents: 1250n, counterpartyName: "Smith" }] },
      { account: "PRO", currency: "EUR", entries: [{ amountCents: 3000n, isReturn: true }] },
    ]);
  });

  it("does not take for a return what a payer wrote", async () => {
    const told = async (label: string) =>
      (await entries(`Date;Libellé;Montant\n20/10/2026;${label};1,00\n`))[0]?.isReturn;
    for (const label of ["REJET PRLV DUPONT", "VIR REJETÉ", "RETOUR DE VIREMENT", "RETOUR PRLV"]) {
      expect(await told(label), label).toBe(true);
    }
    for (const label of ["RETOUR CAUTION F-12", "REGLEMENT IMPAYE F-12", "VIR DUPONT"]) {
      expect(await told(label), label).toBe(false);
    }
  });

  it("is refused with the line that cannot be read: a movement left out is a payment nobody sees", async () => {
    const head = "Date;Libellé;Montant\n20/10/2026;A;1,00\n";
    await refused(`${head}21/10/2026;B;douze\n`, "BANK_LINE", /^Ligne 3\u00a0: .*pas un montant/);
    await refused(`${head}31/02/2026;B;2,00\n`, "BANK_LINE", /^Ligne 3/);
    await refused(`${head};B;2,00\n`, "BANK_LINE", /pas de date/);
    await refused(`${head}21/10/2026;B;\n`, "BANK_LINE", /pas de montant/);
    await refused("Date;Libellé;Débit;Crédit\n20/10/2026;A;1,00;2,00\n", "BANK_LINE", /débit et un crédit/);
    await refused(`${head}21/10/2026;"B;2,00\n`, "BANK_LINE", /guillemets/);
    await refused("Nom;Ville\nDupont;Nantes\n", "BANK_COLUMNS");
    await refused("Date;Libellé;Montant\n", "BANK_EMPTY");
    await refused("!Type:Bank\nD20/10/2026\nT12.00\n^\n", "BANK_QIF");
    await refused("", "FILE_EMPTY");
  });
});
