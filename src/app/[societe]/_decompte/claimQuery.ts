/** The address of a décompte: its day, and whether invoices paid late count. */
import { type ClaimQuery, readStatedOn } from "@/usecases/legal/readClaim";
import { param } from "../../_server/paths";

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Reads what the address asks. */
export function claimQueryOf(of: ClaimQuery["of"], search: Params): ClaimQuery {
  return { of, on: readStatedOn(param(search, "le")), withPaid: param(search, "soldees") === "1" };
}

/** The part of the address after `?`, with its sign; empty for today's statement. */
export function claimSearch({ on, withPaid }: Pick<ClaimQuery, "on" | "withPaid">): string {
  const params = new URLSearchParams();
  if (on) params.set("le", on);
  if (withPaid) params.set("soldees", "1");
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
