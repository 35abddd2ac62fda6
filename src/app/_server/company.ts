/**
 * The one way a page or an action enters a company: who is signed in, may they, and the context
 * their use case runs in. A company one may not see does not exist: 404, like an unknown one.
 */
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { accessTo, type CompanyAccess } from "@/auth/companyAccess";
import { currentSession } from "@/auth/currentSession";
import { may, type Permission } from "@/auth/permissions";
import type { SessionUser } from "@/auth/sessions";
import { bell } from "@/context/bell";
import { clock, refreshClock } from "@/context/clock";
import { refreshRates } from "@/context/rates";
import { KEY_FIELD } from "@/usecases/onceForForm";
import type { CompanyCtx } from "@/usecases/ports";
import { isWaiting } from "@/usecases/reporting/readFirmWorklist";
import { withinChain } from "./chain";
import type { Done } from "./flash";
import { rawFields, runForm } from "./formState";
import type { FormState } from "./formStateShape";
import { ownAddress } from "./paths";
import { pressed } from "./pressed";
import { requireSameOrigin } from "./request";

export interface Entered {
  user: SessionUser;
  access: CompanyAccess;
  ctx: CompanyCtx;
  /** True when this person's role grants the permission. */
  may: (permission: Permission) => boolean;
}

function entered(user: SessionUser, access: CompanyAccess): Entered {
  return {
    user,
    access,
    ctx: {
      companyId: access.companyId,
      actor: { kind: "user", userId: user.userId, firmId: access.firmId },
      clock,
      bell,
    },
    may: (permission) => may(access.role, permission),
  };
}

/** The person signed in, or the sign-in page, which comes back to `path`. */
export async function requireUser(path: string): Promise<SessionUser> {
  await refreshClock();
  await refreshRates();
  const user = await currentSession();
  if (!user) redirect(`/connexion?suite=${encodeURIComponent(path)}`);
  return user;
}

/** Enters a company for a page. */
export async function enterCompany(slug: string, permission: Permission = "read"): Promise<Entered> {
  const user = await requireUser(`/${slug}`);
  const access = await accessTo(user.userId, slug, permission, clock.now());
  if (!access) notFound();
  return entered(user, access);
}

/** Enters a company for an action or a handler: null instead of a page when one may not. */
export async function tryEnterCompany(slug: string, permission: Permission): Promise<Entered | null> {
  await refreshClock();
  await refreshRates();
  const user = await currentSession();
  if (!user) return null;
  const access = await accessTo(user.userId, slug, permission, clock.now());
  return access ? entered(user, access) : null;
}

export interface ActionInput extends Entered {
  raw: Record<string, string>;
  form: FormData;
}

/** Field of every company form that says which company it acts for; rights are checked, never the field believed. */
export const COMPANY_FIELD = "societe";

async function enterForAction(form: FormData, permission: Permission): Promise<ActionInput> {
  await requireSameOrigin();
  const raw = rawFields(form);
  const inside = await tryEnterCompany(raw[COMPANY_FIELD] ?? "", permission);
  if (!inside) notFound();
  const key = raw[KEY_FIELD];
  const ctx = key ? { ...inside.ctx, form: { key, fields: raw } } : inside.ctx;
  return { ...inside, ctx, raw, form };
}

/**
 * A form with fields: errors come back beside them. The work ends with `redirect`, or returns
 * what the form shows.
 */
export function companyForm(permission: Permission, work: (input: ActionInput) => Promise<FormState>) {
  return async (_: FormState, form: FormData): Promise<FormState> => {
    const input = await enterForAction(form, permission);
    const referer = (await headers()).get("referer");
    return withinChain(referer, stillWaits(input), () => runForm(input.raw, () => work(input)));
  };
}

/**
 * A button: no field to correct. Comes back to the page it was pressed on, with one sentence.
 *
 * @param work returns the sentence to show, and where to go when it is not the same page
 */
export function companyButton(
  permission: Permission,
  work: (input: ActionInput) => Promise<{ fait: Done; to?: string }>,
) {
  return async (form: FormData): Promise<void> => {
    const input = await enterForAction(form, permission);
    const home = `/${input.access.slug}`;
    const back = ownPath(input.raw.retour, home);
    const referer = (await headers()).get("referer");
    return withinChain(referer, stillWaits(input), () => pressed(back, () => work(input)));
  };
}

/** Whether a decision waits in the company that a gesture is made in. */
function stillWaits({ ctx }: ActionInput) {
  return (decision: { id: string; kind: string }) => isWaiting([ctx.companyId], decision, ctx.clock.now());
}

/** A path inside the company, or its home: never another site, never another company. */
export function ownPath(path: string | undefined, home: string): string {
  if (!path) return home;
  const pathname = ownAddress(path)?.pathname;
  return pathname === home || pathname?.startsWith(`${home}/`) ? path : home;
}
