/** The last look at whom a message goes to: people are taken off, and addresses refused, while it waits. */
import { isAutomatic, type MessageKind } from "@/domain/dunning/note";
import { recipientsLeft } from "@/domain/dunning/recipients";
import type { Tx } from "../inCompany";
import { readRecipients } from "./contacts";

export interface AddressedMessage {
  id: string;
  clientId: string;
  kind: MessageKind;
  toEmails: readonly string[];
  ccEmails: readonly string[];
  settledEmails: readonly string[];
}

/**
 * Of these messages, those that nobody asked for and that would reach someone who is no contact of the
 * client any more, or whose address a server has refused. What answers a person who acted behind a link
 * still goes to that person.
 */
export async function readMisaddressed(
  tx: Tx,
  companyId: string,
  messages: readonly AddressedMessage[],
): Promise<Set<string>> {
  const automatic = messages.filter(({ kind }) => isAutomatic(kind));
  if (automatic.length === 0) return new Set();
  const clientIds = [...new Set(automatic.map(({ clientId }) => clientId))];
  const people = await readRecipients(tx, companyId, clientIds);
  const reachable = new Set(
    people.flatMap(({ clientId, email, emailState }) =>
      email !== null && emailState !== "REFUSED" ? [`${clientId} ${email}`] : [],
    ),
  );
  return new Set(
    automatic
      .filter((message) =>
        recipientsLeft(message).some((email) => !reachable.has(`${message.clientId} ${email}`)),
      )
      .map(({ id }) => id),
  );
}
