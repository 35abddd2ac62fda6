/**
 * The signed link of a message. GET and HEAD read; only the press of a button, which posts a form
 * served by us, records an answer. Wrong, expired and revoked links are one and the same page.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { countAttempt, RATES } from "@/auth/rateLimit";
import { errorFacts, logger } from "@/config/logger";
import { bell } from "@/context/bell";
import { clock, refreshClock } from "@/context/clock";
import { rates, refreshRates } from "@/context/rates";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { type DebtorAnswer, DebtorPage, type DebtorPageProps } from "@/ui/debtor/DebtorPage";
import {
  answerByLink,
  openAnswerLink,
  readAnswerPage,
  recordVisit,
} from "@/usecases/settlement/answerByLink";
import { rawFields } from "../../_server/formState";
import { visitorOf } from "../../_server/request";
import { formKeyOf, isFormKey } from "./formKey";
import { notFoundPage, renderDocument } from "./renderDocument";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ jeton: string }> };

const ANSWERS: readonly DebtorAnswer[] = ["paye", "date", "desaccord"];

let sheet: { css: string; hash: string } | undefined;

/** The page's sheet and its hash for the policy, read once. */
function styles() {
  if (!sheet) {
    const css = readFileSync(join(process.cwd(), "src/ui/debtor/debtor.css"), "utf8");
    sheet = { css, hash: createHash("sha256").update(css).digest("base64") };
  }
  return sheet;
}

function respond(html: string, status: number): Response {
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${styles().hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
  });
}

async function gone(): Promise<Response> {
  return respond(await notFoundPage(styles().css), 404);
}

type Link = NonNullable<Awaited<ReturnType<typeof openAnswerLink>>>;

async function show(
  link: Link,
  state: Pick<DebtorPageProps, "open" | "refusal">,
  status: number,
): Promise<Response> {
  await refreshRates();
  const page = await readAnswerPage(link, clock, rates);
  const { statement } = page;
  const penaltyCents = statement ? statement.penaltyCents - statement.penaltySettledCents : 0n;
  const feeCents = statement ? statement.flatFeeCents - statement.flatFeeSettledCents : 0n;
  const props: DebtorPageProps = {
    ...state,
    language: page.language,
    creditor: page.creditor,
    invoices: page.invoices.filter((invoice) => invoice.balanceCents > 0n || page.balanceCents === 0n),
    balanceCents: page.balanceCents,
    legal:
      statement && penaltyCents + feeCents > 0n
        ? { penaltyCents, feeCents, totalCents: statement.totalDueCents, on: statement.statedOn }
        : null,
    today: page.today,
    expiresOn: page.expiresOn,
    waiting: page.answer,
    formKey: formKeyOf(link.id, Date.now()),
    css: styles().css,
  };
  return respond(await renderDocument(DebtorPage, props), status);
}

export async function GET(request: Request, { params }: Params): Promise<Response> {
  await refreshClock();
  const visitor = visitorOf(request.headers);
  if (!(await countAttempt(RATES.answerByNetwork, visitor.network))) return tooMany();
  const link = await openAnswerLink((await params).jeton, clock);
  if (!link) return gone();
  const asked = new URL(request.url).searchParams.get("reponse");
  const response = await show(
    link,
    { open: ANSWERS.find((answer) => answer === asked) ?? null, refusal: null },
    200,
  );
  await recordVisit(link, { network: visitor.network, agent: visitor.device }, clock);
  return response;
}

/** Answers like GET, without a body and without writing anything. */
export async function HEAD(_: Request, { params }: Params): Promise<Response> {
  await refreshClock();
  const link = await openAnswerLink((await params).jeton, clock);
  const response = link ? respond("", 200) : respond("", 404);
  return response;
}

function tooMany(): Response {
  return new Response("Trop de demandes. Réessayez dans quelques minutes.", {
    status: 429,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "retry-after": "900",
    },
  });
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  await refreshClock();
  const { jeton } = await params;
  const visitor = visitorOf(request.headers);
  const isAllowed =
    (await countAttempt(RATES.answerByNetwork, visitor.network)) &&
    (await countAttempt(RATES.answerByLink, jeton));
  if (!isAllowed) return tooMany();
  const link = await openAnswerLink(jeton, clock);
  if (!link) return gone();
  const raw = rawFields(await request.formData());
  const kind = ANSWERS.find((answer) => answer === raw.reponse);
  const site = request.headers.get("sec-fetch-site");
  const isOurs = isFormKey(raw.cle ?? "", link.id, Date.now()) && (site === null || site === "same-origin");
  if (!kind || !isOurs) {
    const message = "Cette page était ouverte depuis trop longtemps. Vérifiez votre réponse et renvoyez-la.";
    return show(link, { open: kind ?? null, refusal: { message, errors: {}, values: raw } }, 422);
  }
  try {
    await answerByLink(link, kind, raw, { clock, bell }, visitor.network);
  } catch (error) {
    if (!(error instanceof InputError) && !(error instanceof DomainError)) {
      logger().error(errorFacts(error), "answer failed");
      const message = "Quelque chose n’a pas fonctionné de notre côté. Réessayez dans un instant.";
      return show(link, { open: kind, refusal: { message, errors: {}, values: raw } }, 500);
    }
    const refusal = refusalOf(error, raw);
    return show(link, { open: kind, refusal }, 422);
  }
  // Back to a page that can be reloaded without answering twice.
  return new Response(null, {
    status: 303,
    headers: { location: `/r/${jeton}`, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}

function refusalOf(error: InputError | DomainError, values: Record<string, string>) {
  const errors =
    error instanceof InputError
      ? Object.fromEntries(error.errors.map(({ field, message }) => [field, message]))
      : error.field
        ? { [error.field]: error.message }
        : {};
  const message =
    error instanceof DomainError && !error.field ? error.message : Object.values(errors).join(" ");
  return { message, errors, values };
}
