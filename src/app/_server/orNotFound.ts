import { notFound } from "next/navigation";
import { DomainError } from "@/domain/invariant";

/** What a page reads, or the page of what does not exist: here, or for this company. */
export async function orNotFound<View>(reading: Promise<View>): Promise<View> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
