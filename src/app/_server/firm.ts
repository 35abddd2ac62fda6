/**
 * The one way a page or an action enters an accounting firm. Which companies it may act for is
 * read from its mandates on each request.
 */
import { notFound } from "next/navigation";
import type { FirmAccess } from "@/auth/companyAccess";
import { currentSession } from "@/auth/currentSession";
import { firmAccessTo, type MandatedCompany, mandatedCompanies } from "@/auth/firmAccess";
import type { SessionUser } from "@/auth/sessions";
import { bell } from "@/context/bell";
import { clock, refreshClock } from "@/context/clock";
import type { FirmCtx } from "@/usecases/ports";
import { ownPath, requireUser } from "./company";
import type { Done } from "./flash";
import { rawFields, runForm } from "./formState";
import type { FormState } from "./formStateShape";
import { pressed } from "./pressed";
import { requireSameOrigin } from "./request";

export interface EnteredFirm {
  user: SessionUser;
  firm: FirmAccess;
  ctx: FirmCtx;
  isPartner: boolean;
  /** Companies that the firm may act for today. */
  mandates: () => Promise<MandatedCompany[]>;
}

function entered(user: SessionUser, firm: FirmAccess): EnteredFirm {
  return {
    user,
    firm,
    ctx: { firmId: firm.firmId, userId: user.userId, clock, bell },
    isPartner: firm.role === "PARTNER",
    mandates: () => mandatedCompanies(user.userId, firm.firmId, clock.now()),
  };
}

/** Enters a firm for a page. A firm one does not work for does not exist. */
export async function enterFirm(slug: string): Promise<EnteredFirm> {
  const user = await requireUser(`/cabinet/${slug}`);
  const firm = await firmAccessTo(user.userId, slug);
  if (!firm) notFound();
  return entered(user, firm);
}

/** Field of every firm form that says which firm it acts for; rights are checked, never the field believed. */
const FIRM_FIELD = "cabinet";

export interface FirmInput extends EnteredFirm {
  raw: Record<string, string>;
}

async function enterForAction(form: FormData, who: "member" | "partner"): Promise<FirmInput> {
  await requireSameOrigin();
  await refreshClock();
  const raw = rawFields(form);
  const user = await currentSession();
  const firm = user && (await firmAccessTo(user.userId, raw[FIRM_FIELD] ?? ""));
  if (!user || !firm) notFound();
  const inside = entered(user, firm);
  if (who === "partner" && !inside.isPartner) notFound();
  return { ...inside, raw };
}

/** A form with fields: errors come back beside them. */
export function firmForm(who: "member" | "partner", work: (input: FirmInput) => Promise<FormState>) {
  return async (_: FormState, form: FormData): Promise<FormState> => {
    const input = await enterForAction(form, who);
    return runForm(input.raw, () => work(input));
  };
}

/** A button: comes back to the page it was pressed on, with one sentence. */
export function firmButton(
  who: "member" | "partner",
  work: (input: FirmInput) => Promise<{ fait: Done; to?: string }>,
) {
  return async (form: FormData): Promise<void> => {
    const input = await enterForAction(form, who);
    return pressed(ownPath(input.raw.retour, `/cabinet/${input.firm.slug}`), () => work(input));
  };
}
