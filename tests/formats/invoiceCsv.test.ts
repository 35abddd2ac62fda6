import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import type { ImportedInvoice } from "@/formats/invoiceCsvLine";
import { FULL, linesOf, recordsOf } from "./invoiceFiles";

const FULL_RECORD: ImportedInvoice = {
  number: "F-2026-001",
  issuedOn: localDate("2026-03-04"),
  dueOn: localDate("2026-04-03"),
  isDueOnComputed: false,
  performedOn: localDate("2026-02-28"),
  totalCents: 120_000n,
  netCents: 100_000n,
  vatCents: 20_000n,
  paidCents: 20_000n,
  orderReference: "BC-7",
  subject: "Site « vitrine »",
  client: {
    name: "Cœur & Été SARL",
    reference: "C12",
    kind: "B2B",
    siren: "501826473",
    siret: "50182647300016",
    vatNumber: "FR40303265045",
    contactName: "Zoé Martin",
    email: "Compta@exemple.fr",
    phone: "+33261910140",
    street: "12 rue de l’Œuvre",
    complement: "Bât. C",
    postcode: "57000",
    city: "Metz",
    countryCode: "FR",
  },
};

describe("an invoice of a file", () => {
  it("is read whole", async () => {
    const cells = FULL.split("\n")[1]?.split(";");
    expect(await linesOf(FULL)).toEqual([{ line: 2, cells, record: FULL_RECORD, errors: [], notices: [] }]);
  });

  it("is the same in five encodings", async () => {
    // ISO-8859-15 has no typographic apostrophe: the five files share a straight one.
    const text = FULL.replaceAll("’", "'");
    const [expected] = await recordsOf(text);
    expect(expected?.client.street).toBe("12 rue de l'Œuvre");
    const encodings = {
      "utf-8": Buffer.from(text),
      "utf-8 with mark": Buffer.from(`\ufeff${text}`),
      "utf-16le": iconv.encode(text, "utf-16le", { addBOM: true }),
      "utf-16be": iconv.encode(text, "utf-16be", { addBOM: true }),
      "windows-1252": iconv.encode(text, "windows-1252"),
      "iso-8859-15": iconv.encode(text, "iso-8859-15"),
    };
    for (const [name, bytes] of Object.entries(encodings)) {
      expect(await recordsOf(bytes), name).toEqual([expected]);
    }
  });

  it("is the same with any separator, quotes and end of line", async () => {
    for (const separator of [",", "\t", "|"]) {
      const [titles = "", line = ""] = FULL.split("\n").map((row) =>
        row
          .split(";")
          .map((cell) => `"${cell}"`)
          .join(separator),
      );
      expect(await recordsOf(`${titles}\r\n${line}\r\n`)).toEqual([FULL_RECORD]);
    }
  });

  it("needs four columns only", async () => {
    const [record] = await recordsOf("Numéro,Client,Date,Total\n12,Kléber,2026-03-04,12.5\n", {
      defaultTermDays: 45,
    });
    expect(record).toMatchObject({
      number: "12",
      issuedOn: "2026-03-04",
      dueOn: "2026-04-18",
      isDueOnComputed: true,
      totalCents: 1_250n,
      netCents: undefined,
      paidCents: 0n,
      client: { name: "Kléber", countryCode: "FR", email: undefined, kind: undefined },
    });
  });

  it("has its total computed when the file has its parts only", async () => {
    const [record] = await recordsOf("Numéro;Client;Date;Montant HT;TVA\nF-1;K;04/03/2026;100,00;5,50\n", {
      defaultTermDays: 30,
    });
    expect(record).toMatchObject({ totalCents: 10_550n, netCents: 10_000n, vatCents: 550n });
  });

  it.each([
    ["20", 36_000n, 6_000n],
    ["20 %", 36_000n, 6_000n],
    ["20,00", 36_000n, 6_000n],
    ["5,5", 31_650n, 1_650n],
    ["60,00", 36_000n, 6_000n],
    ["0", 30_000n, 0n],
  ])("with a rate « %s » in the column of VAT is understood", async (vat, total, vatCents) => {
    const euros = `${total / 100n},${String(total % 100n).padStart(2, "0")}`;
    const text = `Numéro;Client;Date;Échéance;HT;TVA;TTC\nF-1;K;04/03/2026;04/04/2026;300,00;${vat};${euros}\n`;
    expect(await recordsOf(text)).toMatchObject([{ totalCents: total, netCents: 30_000n, vatCents }]);
  });

  it.each([
    ["Déjà réglé", "200,00", 20_000n],
    ["Déjà réglé", "", 0n],
    ["Solde", "1 000,00", 20_000n],
    ["Solde", "0,00", 120_000n],
    ["Payé", "Oui", 120_000n],
    ["Payé", "non", 0n],
    ["Statut", "Payée", 120_000n],
    ["Statut", "En retard", 0n],
    ["Déjà réglé;Solde", "200,00;1 000,00", 20_000n],
  ])("with « %s » at « %s » has that paid", async (titles, cells, paidCents) => {
    const text = `Numéro;Client;Date;Échéance;TTC;${titles}\nF-1;K;04/03/2026;04/04/2026;1 200,00;${cells}\n`;
    expect(await recordsOf(text)).toMatchObject([{ totalCents: 120_000n, paidCents }]);
  });

  it.each([
    ["Type de client", "Particulier", { kind: "B2C" }],
    ["Type de client", "B2B", { kind: "B2B" }],
    ["Type de client", "Collectivité publique", { kind: "PUBLIC" }],
    ["Type de client", "Association", { kind: "NON_PRO" }],
    ["Type de client", "", { kind: undefined }],
    ["Type", "Particulier", { kind: "B2C" }],
    ["Type", "Facture", { kind: undefined }],
    ["Catégorie", "entreprise", { kind: "B2B" }],
    ["Type de client", "Non-professionnel", { kind: "NON_PRO" }],
    ["SIREN", "50182647300016", { siren: "501826473", siret: "50182647300016" }],
    ["SIRET", "501826473", { siren: "501826473", siret: undefined }],
    ["SIRET", "501 826 473 00016", { siren: "501826473", siret: "50182647300016" }],
    ["N° TVA", "FR40303265045", { siren: "303265045", vatNumber: "FR40303265045" }],
    ["Téléphone", "261910140", { phone: "+33261910140" }],
    ["Téléphone", "33261910140", { phone: "+33261910140" }],
    ["Pays;Code postal", "Belgique;1050", { countryCode: "BE", postcode: "1050" }],
    ["Adresse", '"12 rue X\nBât. C"', { street: "12 rue X Bât. C" }],
    ["Ville", "Saint\u200b-\u202eDenis", { city: "Saint-Denis" }],
  ])("with « %s » at « %s » gives its client %j", async (titles, cells, client) => {
    const text = `Numéro;Client;Date;Échéance;TTC;${titles}\nF-1;K;04/03/2026;04/04/2026;12,00;${cells}\n`;
    const [line] = await linesOf(text);
    expect(line?.notices).toEqual([]);
    expect(line?.record?.client).toMatchObject(client);
  });
});

describe("dates of a column", () => {
  const table = (...dates: string[]) =>
    `Invoice number,Customer,Invoice date,Due date,Total\n${dates.map((date, index) => `A-${index},K,${date},1.00`).join("\n")}\n`;

  it("are month first when one of them can only be so", async () => {
    const records = await recordsOf(table("03/04/2026,04/25/2026", "03/25/2026,04/26/2026"));
    expect(records.map(({ issuedOn }) => issuedOn)).toEqual(["2026-03-04", "2026-03-25"]);
  });

  it("follow the other column when they tell nothing themselves", async () => {
    const records = await recordsOf(table("03/04/2026,25/04/2026", "05/04/2026,26/04/2026"));
    expect(records.map(({ issuedOn }) => issuedOn)).toEqual(["2026-04-03", "2026-04-05"]);
  });

  it("follow what the person says", async () => {
    const text = table("03/04/2026,05/06/2026");
    expect((await recordsOf(text, { dateOrder: "DMY" }))[0]?.issuedOn).toBe("2026-04-03");
    expect((await recordsOf(text, { dateOrder: "MDY" }))[0]?.issuedOn).toBe("2026-03-04");
  });

  it("are days of Excel only when all of them are", async () => {
    const records = await recordsOf(table("46085,2026-04-04", "46086,2026-04-05"));
    expect(records.map(({ issuedOn }) => issuedOn)).toEqual(["2026-03-04", "2026-03-05"]);
    const mixed = await linesOf(table("46085,2026-04-04", "2026-03-05,2026-04-05"));
    expect(mixed.map(({ errors }) => errors[0]?.code)).toEqual(["DATE", undefined]);
  });

  it("and amounts of a column settle the doubtful ones", async () => {
    const text =
      "Numéro;Client;Date;Échéance;TTC\nF-1;K;04/03/2026;04/04/2026;1.234\nF-2;K;04/03/2026;04/04/2026;12,50\n";
    expect((await recordsOf(text)).map(({ totalCents }) => totalCents)).toEqual([123_400n, 1_250n]);
    const other = "Numéro;Client;Date;Échéance;TTC;Réglé\nF-1;K;04/03/2026;04/04/2026;2000,00;1.234\n";
    expect((await recordsOf(other)).map(({ paidCents }) => paidCents)).toEqual([123_400n]);
    const english =
      'Number,Client,Date,Due date,Total\nF-1,K,2026-03-04,2026-04-04,"1,234"\nF-2,K,2026-03-04,2026-04-04,12.50\n';
    expect((await recordsOf(english)).map(({ totalCents }) => totalCents)).toEqual([123_400n, 1_250n]);
  });
});
