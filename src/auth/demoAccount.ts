/** The people of the demonstration, whom a visitor may become with one press. */
import demoAccounts from "@/config/demoAccounts.json";
import { asNobody } from "@/db/inCompany";

export type DemoRole = keyof typeof demoAccounts;

/**
 * Id of a person of the demonstration; null when it is not filled. The caller has checked that
 * this is a demonstration.
 */
export async function demoUserId(role: DemoRole): Promise<string | null> {
  const { email } = demoAccounts[role];
  const user = await asNobody((tx) => tx.user.findUnique({ where: { email }, select: { id: true } }));
  return user?.id ?? null;
}

/** The other person one may become. */
export function otherDemoRole(email: string): DemoRole {
  return email === demoAccounts.accountant.email ? "freelance" : "accountant";
}
