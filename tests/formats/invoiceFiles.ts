import { expect } from "vitest";
import { readInvoiceBatches } from "@/formats/invoiceCsv";
import type { ImportedInvoice, InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import type { InvoiceCsvOptions } from "@/formats/openInvoiceTable";

/** Every line of a file, in order. */
export async function linesOf(
  content: string | Uint8Array,
  options?: InvoiceCsvOptions,
): Promise<InvoiceCsvLine[]> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const lines: InvoiceCsvLine[] = [];
  for await (const batch of readInvoiceBatches(bytes, options)) lines.push(...batch);
  return lines;
}

/** Every invoice of a file without errors. */
export async function recordsOf(
  content: string | Uint8Array,
  options?: InvoiceCsvOptions,
): Promise<ImportedInvoice[]> {
  const lines = await linesOf(content, options);
  expect(lines.flatMap(({ errors }) => errors)).toEqual([]);
  return lines.flatMap(({ record }) => record ?? []);
}

/** One invoice with a cell in every column. */
export const FULL = `N° facture;Client;Code client;Type de client;SIREN;SIRET;N° TVA;Contact;E-mail;Téléphone;Adresse;Complément d'adresse;Code postal;Ville;Pays;Date de facture;Échéance;Date de prestation;Montant HT;TVA;Montant TTC;Déjà réglé;Solde;Devise;N° de commande;Objet
F-2026-001;Cœur & Été SARL;C12;Professionnel;501 826 473;501 826 473 00016;FR40 303 265 045;Zoé Martin;Compta@Exemple.FR;02 61 91 01 40;12 rue de l’Œuvre;Bât. C;57000;Metz;France;04/03/2026;03/04/2026;28/02/2026;1 000,00 €;200,00 €;1 200,00 €;200,00 €;1 000,00 €;EUR;BC-7;Site « vitrine »
`;
