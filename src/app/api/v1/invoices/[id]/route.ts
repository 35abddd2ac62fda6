/** GET /api/v1/invoices/{id}: one invoice, what was paid of it, and what comes next with its reasons. */
import { rates } from "@/context/rates";
import { readInvoice } from "@/usecases/invoicing/readInvoice";
import { otherMethods } from "../../_server/otherMethods";
import { presentInvoice } from "../../_server/present";
import { jsonResponse, withKey } from "../../_server/withKey";

export const dynamic = "force-dynamic";

export const GET = withKey<{ id: string }>("read", async ({ ctx, params }) =>
  jsonResponse(200, presentInvoice(await readInvoice(ctx, params.id, rates))),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
