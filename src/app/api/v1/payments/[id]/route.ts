/** GET /api/v1/payments/{id}: one payment, and the invoices it is on. */
import { readOnePayment } from "@/usecases/settlement/listPayments";
import { otherMethods } from "../../_server/otherMethods";
import { presentPayment } from "../../_server/present";
import { jsonResponse, withKey } from "../../_server/withKey";

export const dynamic = "force-dynamic";

export const GET = withKey<{ id: string }>("read", async ({ params: { id }, ctx }) =>
  jsonResponse(200, presentPayment(await readOnePayment(ctx, id))),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
