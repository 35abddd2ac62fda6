/** POST /api/v1/invoices/{id}/holds: suspends the reminders of an invoice until a day, once for its key. */
import { rates } from "@/context/rates";
import { holdInvoice } from "@/usecases/dunning/holdInvoice";
import { readInvoice } from "@/usecases/invoicing/readInvoice";
import { HOLD_BODY } from "../../../_parts/contract";
import { otherMethods } from "../../../_server/otherMethods";
import { presentInvoice } from "../../../_server/present";
import { readBody } from "../../../_server/readRequest";
import { onceByHeader, sentHold } from "../../../_server/sentFields";
import { jsonResponse, withKey } from "../../../_server/withKey";

export const dynamic = "force-dynamic";

export const POST = withKey<{ id: string }>("work", async ({ request, params: { id }, ctx }) => {
  const hold = sentHold(await readBody(request, HOLD_BODY));
  const form = onceByHeader(request, { ...hold, heldInvoice: id });
  await holdInvoice({ ...ctx, form }, id, hold);
  return jsonResponse(201, presentInvoice(await readInvoice(ctx, id, rates)));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
