/** Status files of a carrier: strict, because a misread status would move a legal deadline. */
import { z } from "zod";
import { isLocalDate, type LocalDate } from "@/domain/calendar";
import { postalStatus } from "@/domain/legal/letterLifeCycle";
import type { PostalDelivery } from "@/usecases/ports";

/** Reports one file may hold. */
const MAX_REPORTS = 1_000;

const report = z.strictObject({
  company: z.uuid("company must be the id given in the order"),
  letter: z.uuid("letter must be the id given in the order"),
  status: z
    .string()
    .transform((code) => code.trim().toUpperCase())
    .refine((code) => code === "REFUSED" || postalStatus(code) !== undefined, "status is not a known code"),
  on: z.custom<LocalDate>(
    (value) => typeof value === "string" && isLocalDate(value),
    "on must be a real date, YYYY-MM-DD",
  ),
  trackingNumber: z.string().max(30).optional(),
  returnReason: z.enum(["UNCLAIMED", "REFUSED", "WRONG_ADDRESS"]).optional(),
  note: z.string().max(200).optional(),
});

const reports = z
  .array(report)
  .min(1, "the list is empty")
  .max(MAX_REPORTS, `more than ${MAX_REPORTS} reports`);

/** Reads one file: its reports, or in English for the operator what is wrong with it. */
export function readStatusFile(text: string): PostalDelivery["content"] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: "not JSON" };
  }
  const parsed = reports.safeParse(Array.isArray(json) ? json : [json]);
  if (!parsed.success) return { problem: problemOf(parsed.error) };
  return {
    reports: parsed.data.map(({ company, letter, status, ...rest }) => ({
      companyId: company,
      letterId: letter,
      code: status,
      ...rest,
    })),
  };
}

function problemOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "file"}: ${issue.message}`)
    .join("; ");
}
