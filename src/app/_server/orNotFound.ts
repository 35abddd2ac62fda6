import { notFound } from "next/navigation";
import { DomainError } from "@/domain/invariant";

/** Codes of what is not there: not in this company, or a file that would have nothing to say. */
const ABSENT = ["NOT_FOUND", "CLAIM_EMPTY"];

/** What a page reads, or the page of what does not exist: here, or for this company. */
export async function orNotFound<View>(reading: Promise<View>): Promise<View> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError && ABSENT.includes(error.code)) notFound();
    throw error;
  }
}
