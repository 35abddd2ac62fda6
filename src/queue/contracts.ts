/**
 * Names and payloads of the bell. A job says « look now » and carries ids at most: the work
 * itself is in PostgreSQL. New fields stay optional until every old job has drained.
 */
import { z } from "zod";

export const BELLS = {
  /** Something is due for reminding, in one company or in any. */
  dunning: z.object({ companyId: z.uuid().optional() }),
  /** Messages are ready to leave. */
  mail: z.object({ companyId: z.uuid().optional() }),
  /** Letters wait to be drawn. */
  letters: z.object({ companyId: z.uuid().optional() }),
  /** A file waits to be imported. */
  imports: z.object({ companyId: z.uuid().optional() }),
  /** Events wait to be posted to the programs of a company. */
  webhooks: z.object({ companyId: z.uuid().optional() }),
} as const;

export type BellName = keyof typeof BELLS;
export type BellPayload<Name extends BellName> = z.infer<(typeof BELLS)[Name]>;

export const BELL_NAMES = Object.keys(BELLS) as BellName[];
