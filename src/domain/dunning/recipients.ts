/** Whom a contact goes to: one recipient set (To and Cc) a message, never a copy each. */

export interface RecipientFact {
  role: "BILLING" | "DECISION_MAKER" | "COPY";
  name: string;
  email: string | null;
  phone: string | null;
  emailState: "UNKNOWN" | "WORKING" | "REFUSED";
}

export interface RecipientSet {
  to: string[];
  cc: string[];
}

/** Most people of one client written to at once. */
const MAX_RECIPIENTS = 8;

/**
 * Billing contacts receive the message, decision makers when no billing address works; copies are
 * in Cc. Addresses that a server refused are left out, and no address appears twice.
 *
 * @param escalates a step that asks for it is written to the decision makers as well
 */
export function recipientsOf(contacts: readonly RecipientFact[], escalates = false): RecipientSet {
  const usable = contacts.filter((contact) => contact.email !== null && contact.emailState !== "REFUSED");
  const emailsOf = (role: RecipientFact["role"]) =>
    usable
      .filter((contact) => contact.role === role)
      .flatMap((contact) => (contact.email ? [contact.email] : []));
  const billing = emailsOf("BILLING");
  const deciders = billing.length === 0 || escalates ? emailsOf("DECISION_MAKER") : [];
  const to = [...new Set([...billing, ...deciders])].slice(0, MAX_RECIPIENTS);
  const cc = [...new Set(emailsOf("COPY"))].filter((email) => !to.includes(email)).slice(0, MAX_RECIPIENTS);
  return to.length > 0 ? { to, cc } : { to: [], cc: [] };
}

/** Whom a message is handed to: everyone, but those an earlier attempt has served or who were refused for good. */
export function recipientsLeft(message: {
  toEmails: readonly string[];
  ccEmails: readonly string[];
  settledEmails: readonly string[];
}): string[] {
  return [...message.toEmails, ...message.ccEmails].filter((email) => !message.settledEmails.includes(email));
}

/** Whom to call: the billing contact with a number, else anyone with one. */
export function callee(contacts: readonly RecipientFact[]): { name: string; phone: string | null } {
  const ranked = [...contacts].sort((a, b) => rank(a) - rank(b));
  const reachable = ranked.find((contact) => contact.phone !== null) ?? ranked[0];
  return { name: reachable?.name ?? "", phone: reachable?.phone ?? null };
}

function rank(contact: RecipientFact): number {
  return { BILLING: 0, DECISION_MAKER: 1, COPY: 2 }[contact.role];
}
