/** POST /api/v1/invoices/{id}/resume: ends the suspensions that were set by hand or by a program. */
import { rates } from "@/context/rates";
import { resumeInvoice } from "@/usecases/dunning/holdInvoice";
import { readInvoice } from "@/usecases/invoicing/readInvoice";
import { otherMethods } from "../../../_server/otherMethods";
import { presentInvoice } from "../../../_server/present";
import { jsonResponse, withKey } from "../../../_server/withKey";

export const dynamic = "force-dynamic";

export const POST = withKey<{ id: string }>("work", async ({ params: { id }, ctx }) => {
  await resumeInvoice(ctx, id);
  return jsonResponse(200, presentInvoice(await readInvoice(ctx, id, rates)));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
