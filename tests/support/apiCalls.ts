/** The API as programs call it: its handlers, entered by a key. */
import { GET as getClients } from "@/app/api/v1/clients/route";
import { POST as postDocument } from "@/app/api/v1/invoices/[id]/documents/route";
import { POST as postPayment } from "@/app/api/v1/invoices/[id]/payments/route";
import { GET as getInvoice } from "@/app/api/v1/invoices/[id]/route";
import { GET as getInvoices, POST as postInvoice } from "@/app/api/v1/invoices/route";
import type { ApiScope } from "@/domain/parties/apiKey";
import { createApiKey } from "@/usecases/parties/createApiKey";
import type { CompanyCtx } from "@/usecases/ports";

export interface Answered {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the handler says is what is tested.
  body: any;
}

type Headers_ = Record<string, string>;

async function answered(response: Response): Promise<Answered> {
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const of = <Params>(params: Params) => ({ params: Promise.resolve(params) });

function ask(path: string, headers: Headers_): Request {
  return new Request(`http://localhost/api/v1${path}`, { headers });
}

function send(path: string, headers: Headers_, body: unknown): Request {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const all = { "content-type": "application/json", ...headers };
  return new Request(`http://localhost/api/v1${path}`, { method: "POST", headers: all, body: text });
}

/** Calls in the name of whoever holds this key. */
export function callsBy(key: string, more: Headers_ = {}) {
  const headers = { authorization: `Bearer ${key}`, ...more };
  return {
    invoices: async (query = "") => answered(await getInvoices(ask(`/invoices${query}`, headers), of({}))),
    invoice: async (id: string) => answered(await getInvoice(ask(`/invoices/${id}`, headers), of({ id }))),
    clients: async (query = "") => answered(await getClients(ask(`/clients${query}`, headers), of({}))),
    addInvoice: async (body: unknown, own: Headers_ = {}) =>
      answered(await postInvoice(send("/invoices", { ...headers, ...own }, body), of({}))),
    addDocument: async (id: string, bytes: Uint8Array<ArrayBuffer>, type = "application/pdf") => {
      const all = { ...headers, "content-type": type };
      const request = new Request(`http://localhost/api/v1/invoices/${id}/documents`, {
        method: "POST",
        headers: all,
        body: bytes,
      });
      return answered(await postDocument(request, of({ id })));
    },
    addPayment: async (id: string, body: unknown, own: Headers_ = {}) =>
      answered(await postPayment(send(`/invoices/${id}/payments`, { ...headers, ...own }, body), of({ id }))),
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
