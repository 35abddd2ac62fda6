/** What balances say of what may be missing. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import {
  remarkSentence,
  type StatementBalances,
  statementRemarks,
} from "@/domain/settlement/statementBalances";

const balance = (on: string | null, cents: bigint) => ({ on: on === null ? null : localDate(on), cents });
const statement = (
  [from, openingCents]: [string, bigint],
  [to, closingCents]: [string, bigint],
  linesCents = closingCents - openingCents,
): StatementBalances => ({
  account: "A",
  currency: "EUR",
  opening: balance(from, openingCents),
  closing: balance(to, closingCents),
  linesCents,
});
const september = statement(["2026-09-01", 50_00n], ["2026-09-30", 90_00n]);
const october = statement(["2026-10-01", 90_00n], ["2026-10-31", 120_00n]);
const codes = (last: StatementBalances, ...known: StatementBalances[]) =>
  statementRemarks([last], [last, ...known]).map(({ code }) => code);

describe("a statement", () => {
  it("adds up, or lacks a line", () => {
    expect(codes(october)).toEqual([]);
    const [remark] = statementRemarks([{ ...october, linesCents: 10_00n }], []);
    expect(remark).toMatchObject({ code: "DOES_NOT_ADD_UP", missingCents: 20_00n });
    expect(remark && remarkSentence(remark, "FR76")).toBe(
      "Les opérations du relevé du compte FR76 ne mènent pas de 90,00\u00a0€ le 1er\u00a0octobre\u00a02026 à 120,00\u00a0€ le 31\u00a0octobre\u00a02026\u00a0: il s’en faut de 20,00\u00a0€. Une ligne manque peut-être dans le fichier, comparez-le à votre banque.",
    );
    expect(codes({ ...october, linesCents: 0n, opening: null })).toEqual([]);
  });

  it("follows the one before, or lacks one between", () => {
    expect(codes(october, september)).toEqual([]);
    const november = statement(["2026-11-01", 150_00n], ["2026-11-30", 150_00n]);
    const remarks = statementRemarks([november], [november, october, september]);
    expect(remarks).toMatchObject([{ code: "GAP", before: { on: "2026-10-31", cents: 120_00n } }]);
    const [remark] = remarks;
    expect(remark && remarkSentence(remark, "")).toBe(
      "Le relevé commence à 150,00\u00a0€ le 1er\u00a0novembre\u00a02026, et le précédent finissait à 120,00\u00a0€ le 31\u00a0octobre\u00a02026\u00a0: un relevé manque peut-être entre les deux.",
    );
    const between = statement(["2026-10-31", 120_00n], ["2026-10-31", 150_00n]);
    expect(codes(november, october, between)).toEqual([]);
  });

  it("that comes twice, overlaps, or is of another account says nothing", () => {
    const day = statement(["2026-10-05", 90_00n], ["2026-10-05", 95_00n]);
    expect(codes(day, { ...day })).toEqual([]);
    expect(codes(statement(["2026-10-15", 100_00n], ["2026-11-15", 130_00n]), october)).toEqual([]);
    expect(codes(statement(["2026-10-15", 100_00n], ["2026-10-15", 130_00n]), september, october)).toEqual(
      [],
    );
    expect(codes(october, { ...september, account: "B", closing: balance("2026-09-30", 1n) })).toEqual([]);
    expect(codes(october, { ...september, closing: balance(null, 1n) })).toEqual([]);
  });
});
