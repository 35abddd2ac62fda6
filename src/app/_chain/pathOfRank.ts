import { clock } from "@/context/clock";
import { listPath, type WorkList } from "@/domain/reporting/workChain";
import { readFirmWorklist, type WorklistQuery } from "@/usecases/reporting/readFirmWorklist";
import { decisionPath } from "./decisionPath";

/**
 * Where the decision of a list that comes after a place is treated; the list itself, past its end.
 *
 * @param companyIds companies of the list, whose access the caller has checked
 * @param rank of that decision among those that are treated one after the other
 */
export async function pathOfRank(
  companyIds: readonly string[],
  query: Pick<WorklistQuery, "tab" | "after">,
  rank: number,
  list: WorkList,
): Promise<string> {
  const { lines, left } = await readFirmWorklist(companyIds, query, clock.now(), 1);
  const [line] = lines;
  return line
    ? decisionPath(line, list, { rank, total: rank + left - 1 })
    : listPath(list, { fait: "liste-parcourue" });
}
