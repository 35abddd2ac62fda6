/** What follows the press of a button that has no field: its work, one sentence, and the page again. */
import { revalidatePath } from "next/cache";
import { notFound, redirect, unstable_rethrow } from "next/navigation";
import { errorFacts, logger } from "@/config/logger";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { type Done, failedOf, withFlash } from "./flash";

/**
 * Does the work and goes back.
 *
 * @param back page the button was pressed on
 * @param work returns the sentence to show, and where to go when it is not the same page
 */
export async function pressed(
  back: string,
  work: () => Promise<{ fait: Done; to?: string }>,
): Promise<never> {
  let target: string;
  try {
    const { fait, to } = await work();
    target = withFlash(to ?? back, { fait });
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    if (error instanceof DomainError) target = withFlash(back, { echec: failedOf(error.code) });
    else if (error instanceof InputError) target = withFlash(back, { echec: "deja-fait" });
    else {
      logger().error(errorFacts(error), "action failed");
      target = withFlash(back, { echec: "erreur" });
    }
  }
  // What stands around the page changes as well: the notice of a stop, what waits in the menu.
  revalidatePath("/", "layout");
  redirect(target);
}
