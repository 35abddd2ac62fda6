/** GET /api/v1/invoices: every invoice, a page at a time. POST: records one, with its client. */
import { rates } from "@/context/rates";
import { localDate } from "@/domain/calendar";
import { INVOICE_STATUSES } from "@/domain/invoicing/balance";
import { readInvoice } from "@/usecases/invoicing/readInvoice";
import { takeInvoice } from "@/usecases/invoicing/takeInvoice";
import { walkInvoices } from "@/usecases/invoicing/walkInvoices";
import { INVOICE_BODY, INVOICES_QUERY } from "../_parts/contract";
import { otherMethods } from "../_server/otherMethods";
import { presentInvoice, presentLine } from "../_server/present";
import { readBody, readQuery } from "../_server/readRequest";
import { invoicePointer, sentInvoice } from "../_server/sentFields";
import { jsonResponse, withKey } from "../_server/withKey";

export const dynamic = "force-dynamic";

function selectionOf(status: string | undefined) {
  if (status === "late") return { status: "OPEN", isLate: true } as const;
  return { status: INVOICE_STATUSES.find((one) => one.toLowerCase() === status) ?? null, isLate: false };
}

export const GET = withKey("read", async ({ request, ctx }) => {
  const query = readQuery(request, INVOICES_QUERY);
  const { invoices, nextId, readThrough } = await walkInvoices(ctx, {
    ...selectionOf(query.status),
    number: query.number ?? null,
    clientId: query.client ?? null,
    issuedSince: query.issuedSince ? localDate(query.issuedSince) : null,
    changedSince: query.changedSince ? new Date(query.changedSince) : null,
    afterId: query.cursor ?? null,
    limit: query.limit,
  });
  return jsonResponse(200, {
    invoices: invoices.map(presentLine),
    nextCursor: nextId,
    nextChangedSince: readThrough?.toISOString() ?? null,
  });
});

export const POST = withKey(
  "work",
  async ({ request, ctx }) => {
    const { id, isNew } = await takeInvoice(ctx, sentInvoice(await readBody(request, INVOICE_BODY)));
    const invoice = presentInvoice(await readInvoice(ctx, id, rates));
    return jsonResponse(isNew ? 201 : 200, invoice, { location: `/api/v1/invoices/${id}` });
  },
  invoicePointer,
);

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
