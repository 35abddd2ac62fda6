/** Balances of the statements that were read, beside their movements. */
import type { Balance, StatementBalances } from "@/domain/settlement/statementBalances";
import type { Tx } from "../inCompany";
import { fromLocalDate, newId, toLocalDateOrNull } from "../values";

/** Statements of one account that are compared, the newest first. */
const MOST_STATEMENTS = 500;

/** Keeps what a file says of balances; a statement that says none is left out. */
export async function insertStatements(
  tx: Tx,
  companyId: string,
  importId: string,
  statements: readonly StatementBalances[],
): Promise<void> {
  await tx.bankStatement.createMany({
    data: statements
      .filter(({ opening, closing }) => opening || closing)
      .map(({ account, currency, opening, closing, linesCents }) => ({
        companyId,
        id: newId(),
        importId,
        account,
        currency,
        openingOn: opening?.on ? fromLocalDate(opening.on) : null,
        openingCents: opening?.cents ?? null,
        closingOn: closing?.on ? fromLocalDate(closing.on) : null,
        closingCents: closing?.cents ?? null,
        linesCents,
      })),
  });
}

/** The statements of the last file, and every one of the same accounts. */
export async function readLastStatements(
  tx: Tx,
  companyId: string,
): Promise<{ last: StatementBalances[]; known: StatementBalances[] }> {
  const file = await tx.bankImport.findFirst({
    where: { companyId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { statements: { orderBy: [{ openingOn: "asc" }, { id: "asc" }] } },
  });
  const last = file?.statements ?? [];
  if (last.length === 0) return { last: [], known: [] };
  const known = await tx.bankStatement.findMany({
    where: { companyId, account: { in: [...new Set(last.map(({ account }) => account))] } },
    orderBy: [{ closingOn: "desc" }, { id: "desc" }],
    take: MOST_STATEMENTS,
  });
  return { last: last.map(balancesOf), known: known.map(balancesOf) };
}

type Row = NonNullable<Awaited<ReturnType<Tx["bankStatement"]["findFirst"]>>>;

function balancesOf(row: Row): StatementBalances {
  const { account, currency, linesCents } = row;
  return {
    account,
    currency,
    linesCents,
    opening: balanceOf(row.openingOn, row.openingCents),
    closing: balanceOf(row.closingOn, row.closingCents),
  };
}

function balanceOf(on: Date | null, cents: bigint | null): Balance | null {
  return cents === null ? null : { on: toLocalDateOrNull(on), cents };
}
