/** The page of an open link, from what is on record to the bytes a browser shows. */

import { clock } from "@/context/clock";
import { epcQr } from "@/context/qrCode";
import { rates, refreshRates } from "@/context/rates";
import { DebtorPage } from "@/ui/debtor/DebtorPage";
import type { DebtorPageProps, DebtorPlan } from "@/ui/debtor/debtorPageProps";
import { refusalInEnglish } from "@/ui/debtor/refusalInEnglish";
import type { FoundLink } from "@/usecases/settlement/openAnswerLink";
import { type AnswerPage, readAnswerPage } from "@/usecases/settlement/readAnswerPage";
import type { PlanView } from "@/usecases/settlement/readPlan";
import { formKeyOf } from "./formKey";
import { pageResponse, sheetOf } from "./pageResponse";
import { renderDocument } from "./renderDocument";

/** A refusal before its language is known. */
export interface Refused {
  message: string;
  code: string;
  errors: readonly { field: string; code: string; message: string }[];
  /** What was typed: nothing of it is lost. */
  values: Record<string, string>;
}

export interface PageState extends Pick<DebtorPageProps, "open"> {
  refusal: Refused | null;
  /** The answer the address says was just given: shown only when the record agrees. */
  done: string | null;
}

export interface Visit {
  token: string;
  /** Language chosen on the page; null: that of the client. */
  language: "fr" | "en" | null;
}

/** Renders the page. Reads only. */
export async function showPage(
  link: FoundLink,
  visit: Visit,
  state: PageState,
  status: number,
): Promise<Response> {
  await refreshRates();
  const page = await readAnswerPage(link, clock, rates);
  const css = sheetOf(page.creditor.accent);
  const props = propsOf(page, visit, state, { css, formKey: formKeyOf(link.id, Date.now()) });
  return pageResponse(await renderDocument(DebtorPage, props), status, css);
}

function propsOf(
  page: AnswerPage,
  visit: Visit,
  state: PageState,
  given: { css: string; formKey: string },
): DebtorPageProps {
  const home = `/r/${visit.token}`;
  const language = visit.language ?? page.language;
  const withUrl = ({ id, name }: { id: string; name: string }) => ({ name, url: `${home}/fichiers/${id}` });
  const { hasLogo, accent: _, ...creditor } = page.creditor;
  return {
    ...given,
    language,
    otherLanguageUrl: `${home}?langue=${language === "en" ? "fr" : "en"}`,
    creditor: { ...creditor, logoUrl: hasLogo ? `${home}/logo` : null },
    invoices: page.invoices
      .filter((invoice) => invoice.balanceCents > 0n || page.balanceCents === 0n)
      .map((invoice) => ({ ...invoice, files: invoice.files.map(withUrl) })),
    balanceCents: page.balanceCents,
    frozenCents: page.frozenCents,
    disputedCents: page.disputedCents,
    freeCreditCents: page.freeCreditCents,
    askedCents: page.askedCents,
    legal: page.added && { ...page.added, on: page.today },
    qr: qrOf(page),
    today: page.today,
    expiresOn: page.expiresOn,
    waiting: page.waiting,
    done: doneOf(page, state.done),
    exchanges: page.exchanges.map((exchange) => ({ ...exchange, files: exchange.files.map(withUrl) })),
    plan: page.plan && planOf(page.plan, home),
    limits: page.limits,
    open: state.open,
    refusal: state.refusal && inWords(state.refusal, language),
  };
}

/** The refusal in the language of the page, beside its fields and above them. */
function inWords(
  { message, code, errors, values }: Refused,
  language: "fr" | "en",
): DebtorPageProps["refusal"] {
  const words = (one: { code: string; message: string }) =>
    language === "en" ? refusalInEnglish(one.code) : one.message;
  const beside = Object.fromEntries(errors.map((error) => [error.field, words(error)]));
  const above = message === "" ? [...new Set(Object.values(beside))].join(" ") : words({ code, message });
  return { message: above, errors: beside, values };
}

/** What the address claims, when the last answer on record is that one. */
function doneOf({ exchanges, plan }: AnswerPage, claimed: string | null): DebtorPageProps["done"] {
  if (claimed === "AGREED") return plan?.state === "RUNNING" ? "AGREED" : null;
  const last = exchanges.filter((exchange) => exchange.by === "DEBTOR").at(-1);
  return last?.kind && last.kind === claimed ? last.kind : null;
}

function qrOf({ creditor, invoices, askedCents: amountCents }: AnswerPage): DebtorPageProps["qr"] {
  if (!creditor.iban || amountCents <= 0n) return null;
  return epcQr({
    holder: creditor.name,
    iban: creditor.iban.replace(/\s/g, ""),
    bic: creditor.bic ?? undefined,
    amountCents,
    reference: invoices
      .filter((invoice) => invoice.balanceCents > 0n && !invoice.isFrozen)
      .map((invoice) => invoice.number)
      .join(" "),
  });
}

function planOf(plan: PlanView, home: string): DebtorPlan | null {
  const { state } = plan;
  if (state === "KEPT" || state === "ENDED") return null;
  return {
    state,
    schedule: plan.schedule,
    totalCents: plan.totalCents,
    paidCents: plan.paidCents,
    note: plan.note,
    agreedOn: plan.agreedOn,
    sha256: plan.sha256,
    file: plan.documentId ? { name: "", url: `${home}/fichiers/${plan.documentId}` } : null,
  };
}
