/** The bank statement that a company of the demonstration has just dropped, and what was made of it. */
import { formatDateNumeric } from "@/domain/dateText";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { confirmMatch } from "@/usecases/settlement/confirmMatch";
import { importBankFile } from "@/usecases/settlement/importBankFile";
import { listBankLines, readBankQuery } from "@/usecases/settlement/listBankLines";
import { setLineAside } from "@/usecases/settlement/matchByHand";
import { dayAt, type MovementScript } from "./script";
import type { World } from "./world";

/** Drops the statement as a table, as banks write it, then does what a person would with some of its movements. */
export async function dropStatement({ script, ctx, openingOn }: World): Promise<void> {
  const { movements = [] } = script;
  if (movements.length === 0) return;
  const rows = movements.map(
    ({ on, euros, label }) => `${formatDateNumeric(dayAt(openingOn, on))};${label};${euros}`,
  );
  const bytes = Buffer.from(["Date;Libellé;Montant", ...rows, ""].join("\r\n"));
  await importBankFile(ctx, { name: "releve.csv", bytes }, PUBLISHED_RATES);
  for (const movement of movements) await decide(ctx, movement);
}

async function decide(ctx: World["ctx"], { label, becomes, reason = "" }: MovementScript): Promise<void> {
  if (!becomes) return;
  const { lines } = await listBankLines(ctx, readBankQuery({}), PUBLISHED_RATES);
  const line = lines.find((one) => one.label === label);
  if (!line) throw new Error(`the movement « ${label} » is not to match`);
  if (becomes === "ASIDE") return setLineAside(ctx, line.id, { reason });
  return confirmMatch(ctx, line.id, line.proposal?.seen ?? "", PUBLISHED_RATES);
}
