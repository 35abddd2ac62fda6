/** Accounts, firm, companies and mandates of the demonstration. */
import { hashPassword } from "@/auth/passwords";
import demoAccounts from "@/config/demoAccounts.json";
import { letterPorts } from "@/context/printing";
import { mailPorts } from "@/context/sending";
import { asNobody } from "@/db/inCompany";
import { newId } from "@/db/values";
import { addDays, type Instant, type LocalDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { instantOf } from "@/domain/zonedTime";
import { createCompany } from "@/usecases/parties/createCompany";
import { createFirm } from "@/usecases/parties/createFirm";
import { grantMandate } from "@/usecases/parties/grantMandate";
import { setSafeMode } from "@/usecases/parties/setSafeMode";
import type { Bell, CompanyCtx } from "@/usecases/ports";
import { Agenda } from "./agenda";
import { HeldClock } from "./heldClock";
import { datedInvoices } from "./recordCompany";
import { FIRM } from "./scenarios";
import { type CompanyScript, dayAt } from "./script";
import { seedMailer } from "./seedMailer";
import { type SeenMail, TIME_ZONE, type World } from "./world";

/** The replay calls the worker's use cases itself. */
const silentBell: Bell = { ring: async () => undefined };

/** A company opens its account this long before its first invoice. */
const SETTLED_IN_DAYS = 10;

/** Makes an account; without a password one signs in by a link only. */
async function createUser(
  { name, email, password }: { name: string; email: string; password?: string },
  at: Instant,
): Promise<string> {
  const id = newId();
  const passwordHash = password ? await hashPassword(password) : null;
  const createdAt = new Date(at);
  await asNobody((tx) =>
    tx.user.create({ data: { id, name, email, passwordHash, emailVerifiedAt: createdAt, createdAt } }),
  );
  return id;
}

export interface Accountant {
  userId: string;
  firmId: string;
  slug: string;
}

/** The accountant and the firm. */
export async function createAccountant(at: Instant): Promise<Accountant> {
  const userId = await createUser(demoAccounts.accountant, at);
  const firm = await createFirm({ userId, clock: new HeldClock(at) }, FIRM);
  return { userId, ...firm };
}

/** The company of a script on its first day, with its owner, ready to be played. */
export async function createWorld(
  script: CompanyScript,
  openingOn: LocalDate,
  accountant: Accountant,
): Promise<World> {
  const firstOn = datedInvoices(script, openingOn)[0]?.issuedOn ?? openingOn;
  const clock = new HeldClock(instantOf(addDays(firstOn, -SETTLED_IN_DAYS), 9 * 60, TIME_ZONE));
  const ownerId = await createUser(script.owner, clock.now());
  const { companyId } = await createCompany({ userId: ownerId, clock }, script.identity);
  const asUser = (userId: string, firmId: string | null): CompanyCtx => ({
    companyId,
    actor: { kind: "user", userId, firmId },
    clock,
    bell: silentBell,
  });
  const owner = asUser(ownerId, null);
  if (!script.isSafe) await setSafeMode(owner, false);
  if (script.mandatedOn !== undefined) {
    const grantedOn = formatDateNumeric(dayAt(openingOn, script.mandatedOn));
    await grantMandate(owner, { firm: accountant.slug, grantedOn });
  }
  const seen: SeenMail[] = [];
  return {
    script,
    companyId,
    ctx: script.mandatedOn === undefined ? owner : asUser(accountant.userId, accountant.firmId),
    clock,
    openingOn,
    agenda: new Agenda(),
    invoices: new Map(),
    mailPorts: { ...mailPorts(seedMailer(script.clients, clock, seen)), clock },
    letterPorts: { ...letterPorts(), clock },
    seen,
    known: new Set(),
    holdsEndedOn: null,
  };
}
