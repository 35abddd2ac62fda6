import { clock } from "@/context/clock";
import { LEFT_PARAM, listPath, type Said, type WorkList, withParams } from "@/domain/reporting/workChain";
import { isWaiting, readFirmWorklist, type WorklistQuery } from "@/usecases/reporting/readFirmWorklist";
import { param } from "../_server/paths";
import { decisionPath } from "./decisionPath";

/**
 * Where the decision of a list that comes after a place is treated; the list itself, past its end.
 *
 * @param companyIds companies of the list, whose access the caller has checked
 * @param query names the place, the rank of that decision among those that are treated one after the other,
 *   that of the first of them, and how many were made since
 * @param search address of the list: what it says of the decision before is said there too
 */
export async function pathOfRank(
  companyIds: readonly string[],
  query: Pick<WorklistQuery, "tab" | "after" | "from" | "done"> & { rank: number },
  list: WorkList,
  search: Readonly<Record<string, string | string[] | undefined>>,
): Promise<string> {
  const { rank, from } = query;
  const { lines, left } = await readFirmWorklist(companyIds, query, clock.now(), 1);
  const [line] = lines;
  const gone = Math.max(0, rank - from);
  const made = (await isMade(companyIds, query.after, param(search, LEFT_PARAM))) ? 1 : 0;
  const done = Math.min(query.done + made, gone);
  const said = saidIn(search);
  if (line) return withParams(decisionPath(line, list, { rank, total: rank + left - 1, from, done }), said);
  const counts = { traitees: String(done), passees: String(gone - done) };
  return listPath(list, { fait: "liste-parcourue", ...counts, ...said });
}

/** Whether the decision that one leaves was made meanwhile: by a second press that was refused, or by someone else. */
async function isMade(
  companyIds: readonly string[],
  after: WorklistQuery["after"],
  kind: string,
): Promise<boolean> {
  if (after === null || kind === "") return false;
  return !(await isWaiting(companyIds, { id: after.id, kind }, clock.now()));
}

function saidIn(search: Readonly<Record<string, string | string[] | undefined>>): Readonly<Partial<Said>> {
  const fini = param(search, "fini");
  return fini === "" ? {} : { fini, de: param(search, "de") };
}
