/** The API as programs call it: its handlers, entered by a key. */
import { GET as getClients } from "@/app/api/v1/clients/route";
import { POST as postCreditNoteCancel } from "@/app/api/v1/credit-notes/[id]/cancel/route";
import { POST as postCreditCancel } from "@/app/api/v1/credits/[id]/cancel/route";
import { POST as postCreditNote } from "@/app/api/v1/invoices/[id]/credit-notes/route";
import { POST as postDocument } from "@/app/api/v1/invoices/[id]/documents/route";
import { POST as postHold } from "@/app/api/v1/invoices/[id]/holds/route";
import { POST as postPayment } from "@/app/api/v1/invoices/[id]/payments/route";
import { POST as postResume } from "@/app/api/v1/invoices/[id]/resume/route";
import { GET as getInvoice } from "@/app/api/v1/invoices/[id]/route";
import { GET as getInvoices, POST as postInvoice } from "@/app/api/v1/invoices/route";
import { POST as postPaymentCancel } from "@/app/api/v1/payments/[id]/cancel/route";
import { GET as getPayment } from "@/app/api/v1/payments/[id]/route";
import type { ApiScope } from "@/domain/parties/apiKey";
import { createApiKey } from "@/usecases/parties/createApiKey";
import type { CompanyCtx } from "@/usecases/ports";
import { expectAsDocumented } from "./apiContract";
import { freshSiren } from "./world";

export interface Answered {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the handler says is what is tested.
  body: any;
}

type Sent = Record<string, string>;

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** Asks, and checks that the document of the API says what comes back. */
async function answered<Params>(
  handler: Handler<Params>,
  request: Request,
  params: Params,
): Promise<Answered> {
  const response = await handler(request, { params: Promise.resolve(params) });
  const body = await response.json();
  expectAsDocumented(request, response, body);
  return { status: response.status, headers: response.headers, body };
}

function ask(path: string, headers: Sent): Request {
  return new Request(`http://localhost/api/v1${path}`, { headers });
}

/** Without a body when there is none to send. */
function send(path: string, headers: Sent, body?: unknown): Request {
  const address = `http://localhost/api/v1${path}`;
  if (body === undefined) return new Request(address, { method: "POST", headers });
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const all = { "content-type": "application/json", ...headers };
  return new Request(address, { method: "POST", headers: all, body: text });
}

/** Calls in the name of whoever holds this key. */
export function callsBy(key: string, more: Sent = {}) {
  const headers = { authorization: `Bearer ${key}`, ...more };
  return {
    invoices: async (query = "") => answered(getInvoices, ask(`/invoices${query}`, headers), {}),
    invoice: async (id: string) => answered(getInvoice, ask(`/invoices/${id}`, headers), { id }),
    clients: async (query = "") => answered(getClients, ask(`/clients${query}`, headers), {}),
    addInvoice: async (body: unknown, own: Sent = {}) =>
      answered(postInvoice, send("/invoices", { ...headers, ...own }, body), {}),
    addDocument: async (id: string, bytes: Uint8Array<ArrayBuffer>, type = "application/pdf") => {
      const all = { ...headers, "content-type": type };
      const request = new Request(`http://localhost/api/v1/invoices/${id}/documents`, {
        method: "POST",
        headers: all,
        body: bytes,
      });
      return answered(postDocument, request, { id });
    },
    addPayment: async (id: string, body: unknown, own: Sent = {}) =>
      answered(postPayment, send(`/invoices/${id}/payments`, { ...headers, ...own }, body), { id }),
    payment: async (id: string) => answered(getPayment, ask(`/payments/${id}`, headers), { id }),
    cancelPayment: async (id: string) =>
      answered(postPaymentCancel, send(`/payments/${id}/cancel`, headers), { id }),
    addCreditNote: async (id: string, body: unknown, own: Sent = {}) =>
      answered(postCreditNote, send(`/invoices/${id}/credit-notes`, { ...headers, ...own }, body), { id }),
    cancelCredit: async (id: string) =>
      answered(postCreditCancel, send(`/credits/${id}/cancel`, headers), { id }),
    suspend: async (id: string, body: unknown, own: Sent = {}) =>
      answered(postHold, send(`/invoices/${id}/holds`, { ...headers, ...own }, body), { id }),
    resume: async (id: string) => answered(postResume, send(`/invoices/${id}/resume`, headers), { id }),
    cancelCreditNote: async (id: string) =>
      answered(postCreditNoteCancel, send(`/credit-notes/${id}/cancel`, headers), { id }),
  };
}

/** A key of the company, as its settings make it. */
export async function makeKey(
  ctx: CompanyCtx,
  scope: ApiScope,
  name: string,
  expiresOn = "",
): Promise<string> {
  const { key } = await createApiKey(ctx, { name, scope, expiresOn }, "http://localhost:3000");
  if (key === null) throw new Error("the key was made before");
  return key;
}

let count = 0;

/** An invoice of a number nobody has sent yet. */
export function sentInvoice<More extends Record<string, unknown>>(more: More) {
  count += 1;
  return {
    number: `API-${count}`,
    issuedOn: "2026-10-01",
    dueOn: "2026-10-31",
    totalCents: 123_456,
    ...more,
  };
}

/** A client nobody knows yet. */
export function newClient() {
  count += 1;
  return { name: `Client ${count}`, kind: "b2b", siren: freshSiren(), email: `c${count}@x.example` };
}

export function sentPayment(amountCents: number, more: Record<string, unknown> = {}) {
  return { amountCents, receivedOn: "2026-11-20", method: "transfer", ...more };
}

/** The header that makes of several requests one operation. */
export function keyed(key: string): Record<string, string> {
  return { "idempotency-key": key };
}

/** `/dueOn INVALID_FORMAT`: what a refusal points to. */
export function pointers({ body }: Answered): string[] {
  return body.errors.map(({ pointer, code }: { pointer?: string; code: string }) => `${pointer} ${code}`);
}
