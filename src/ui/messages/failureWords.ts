/** What a person is told when a page of ours fails, whatever frame is left around it. */
import { NBSP } from "@/domain/money";

/** A page failed. */
export const FAILURE_TITLE = "Cette page n’a pas pu s’afficher";

/** What it means for the person, whichever page it was. */
export const FAILURE_MEANING =
  "Quelque chose n’a pas fonctionné de notre côté. Ce que vous avez enregistré l’est toujours, et les relances continuent.";

export const RETRY = "Réessayer";

/** What leads the operator to the details, which stay in the journals of the server. */
export function failureReference(digest: string): string {
  return `Si cela se répète, donnez cette référence à l’exploitant${NBSP}: ${digest}.`;
}
