/** The people of the demonstration, whom a visitor may become with one press. */
import demoAccounts from "@/config/demoAccounts.json";
import { env } from "@/config/env";
import { asNobody } from "@/db/inCompany";
import { readDemoOffset } from "@/db/system/demoClock";

export type DemoRole = keyof typeof demoAccounts;

/**
 * Id of a person of the demonstration; null unless the environment asks for the demonstration AND
 * the database was made for it. Looked at here again, whatever the caller has checked: whoever
 * gets this id signs in without a password.
 */
export async function demoUserId(role: DemoRole): Promise<string | null> {
  if (!env().DUMENT_DEMO || (await readDemoOffset()) === null) return null;
  const { email } = demoAccounts[role];
  const user = await asNobody((tx) => tx.user.findUnique({ where: { email }, select: { id: true } }));
  return user?.id ?? null;
}

/** The other person one may become. */
export function otherDemoRole(email: string): DemoRole {
  return email === demoAccounts.accountant.email ? "freelance" : "accountant";
}
