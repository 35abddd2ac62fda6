/** Small makers for use-case tests: everything goes through the real use cases. */
import { randomBytes } from "node:crypto";
import { asNobody } from "@/db/inCompany";
import { newId } from "@/db/values";
import { type Instant, localDate } from "@/domain/calendar";
import { instantOf } from "@/domain/zonedTime";
import { createInvoice } from "@/usecases/invoicing/saveInvoice";
import { createCompany } from "@/usecases/parties/createCompany";
import { createClient } from "@/usecases/parties/saveClient";
import type { Bell, Clock, CompanyCtx } from "@/usecases/ports";

/** A clock the test holds. */
export class TestClock implements Clock {
  constructor(private at: Instant) {}

  now(): Instant {
    return this.at;
  }

  set(at: Instant): void {
    this.at = at;
  }

  /** Puts the clock at a wall time in Paris. */
  setParis(date: string, hour = 10, minute = 0): void {
    this.at = instantOf(localDate(date), hour * 60 + minute, "Europe/Paris");
  }
}

export function parisClock(date: string, hour = 10, minute = 0): TestClock {
  const clock = new TestClock(0);
  clock.setParis(date, hour, minute);
  return clock;
}

/** A bell nobody hears: the test calls the worker's use cases itself. */
export const silentBell: Bell = { ring: async () => undefined };

/** A SIREN that passes its check, different at each call. */
export function freshSiren(): string {
  const digits = [...randomBytes(8)].map((byte) => byte % 10);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits.join("")}${(10 - (sum % 10)) % 10}`;
}

/** A person whose address is confirmed. */
export async function makeUser(name = "Hélène Brisset"): Promise<string> {
  const id = newId();
  const createdAt = new Date();
  await asNobody((tx) =>
    tx.user.create({
      data: { id, email: `${id}@people.example`, name, emailVerifiedAt: createdAt, createdAt },
    }),
  );
  return id;
}

export interface World {
  ctx: CompanyCtx;
  clock: TestClock;
  userId: string;
  slug: string;
}

/** A company with its owner, the default scenario, safe mode off unless asked. */
export async function makeCompany(
  clock: TestClock,
  options: { safeMode?: boolean; name?: string; raw?: Record<string, string> } = {},
): Promise<World> {
  const userId = await makeUser();
  const { companyId, slug } = await createCompany(
    { userId, clock },
    {
      legalName: options.name ?? "Atelier Brisset",
      legalForm: "SARL",
      siren: freshSiren(),
      shareCapitalCents: "20 000",
      rcsCity: "Nantes",
      street: "14 rue des Olivettes",
      postcode: "44000",
      city: "Nantes",
      phone: "02 61 91 01 40",
      email: "helene@atelier-brisset.example",
      iban: "FR76 3000 6000 0112 3456 7890 189",
      signatoryName: "Hélène Brisset",
      signatoryTitle: "gérante",
      ...options.raw,
    },
  );
  const ctx: CompanyCtx = {
    companyId,
    actor: { kind: "user", userId, firmId: null },
    clock,
    bell: silentBell,
  };
  if (!options.safeMode) {
    const { inCompany } = await import("@/db/inCompany");
    await inCompany(companyId, (tx) =>
      tx.company.update({ where: { id: companyId }, data: { safeMode: false } }),
    );
  }
  return { ctx, clock, userId, slug };
}

let counter = 0;

export async function makeClient(ctx: CompanyCtx, raw: Record<string, string> = {}): Promise<string> {
  counter += 1;
  return createClient(ctx, {
    kind: "B2B",
    name: "Conserverie Le Guen",
    siren: freshSiren(),
    street: "22 rue du Port Haliguen",
    postcode: "56170",
    city: "Quiberon",
    contactName: "Anne Lebreton",
    contactEmail: `compta${counter}@leguen.example`,
    contactPhone: "02 61 91 03 77",
    ...raw,
  });
}

export async function makeInvoice(
  ctx: CompanyCtx,
  clientId: string,
  raw: { dueOn: string } & Record<string, string>,
): Promise<string> {
  counter += 1;
  return createInvoice(ctx, clientId, {
    number: `F-${String(counter).padStart(4, "0")}`,
    subject: "comptoir d’accueil",
    issuedOn: raw.issuedOn ?? "2026-09-24",
    totalCents: "4 320,00",
    ...raw,
  });
}
