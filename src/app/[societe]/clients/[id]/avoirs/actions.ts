"use server";
/** A client's free credit: recorded, put on invoices, paid back, left aside; each can be undone. */
import { redirect } from "next/navigation";
import {
  applyClientCredit,
  dunAnyway,
  refundClientCredit,
  undoRefund,
} from "@/usecases/settlement/applyClientCredit";
import { cancelClientCredit, recordClientCredit } from "@/usecases/settlement/recordClientCredit";
import { reversePayment } from "@/usecases/settlement/reversePayment";
import { companyButton, companyForm } from "../../../../_server/company";
import { withFlash } from "../../../../_server/flash";

export const recordCredit = companyForm("work", async ({ ctx, access, raw }) => {
  const client = raw.client ?? "";
  const id = await recordClientCredit(ctx, client, raw);
  redirect(withFlash(`/${access.slug}/clients/${client}/avoirs/${id}`, { fait: "avoir-libre" }));
});

export const applyCredit = companyForm("work", async ({ ctx, access, raw }) => {
  const credit = raw.avoir ?? "";
  await applyClientCredit(ctx, credit, raw);
  redirect(withFlash(`/${access.slug}/clients/${raw.client}/avoirs/${credit}`, { fait: "avoir-affecte" }));
});

export const refundCredit = companyForm("work", async ({ ctx, access, raw }) => {
  const credit = raw.avoir ?? "";
  await refundClientCredit(ctx, credit, raw);
  redirect(withFlash(`/${access.slug}/clients/${raw.client}/avoirs/${credit}`, { fait: "avoir-rembourse" }));
});

export const undoApplication = companyButton("work", async ({ ctx, raw }) => {
  await reversePayment(ctx, raw.reglement ?? "");
  return { fait: "affectation-annulee" };
});

export const takeBackRefund = companyButton("work", async ({ ctx, raw }) => {
  await undoRefund(ctx, raw.usage ?? "");
  return { fait: "remboursement-annule" };
});

export const remindAnyway = companyButton("work", async ({ ctx, raw }) => {
  await dunAnyway(ctx, raw.avoir ?? "");
  return { fait: "relances-malgre-avoir" };
});

export const cancelCredit = companyButton("work", async ({ ctx, raw }) => {
  await cancelClientCredit(ctx, raw.avoir ?? "");
  return { fait: "avoir-annule" };
});
