"use server";
/** The gestures of a client's pages. */
import { redirect } from "next/navigation";
import { archiveClient, unarchiveClient } from "@/usecases/parties/archiveClient";
import { correctContactEmail } from "@/usecases/parties/correctContactEmail";
import { createClient, updateClient } from "@/usecases/parties/saveClient";
import { saveClientTags } from "@/usecases/parties/saveClientTags";
import { companyButton, companyForm } from "../../_server/company";
import { withFlash } from "../../_server/flash";

export const addClient = companyForm("work", async ({ ctx, access, raw }) => {
  const id = await createClient(ctx, raw);
  redirect(withFlash(`/${access.slug}/clients/${id}`, { fait: "client-cree" }));
});

export const editClient = companyForm("work", async ({ ctx, access, raw }) => {
  const id = raw.client ?? "";
  await updateClient(ctx, id, raw);
  redirect(withFlash(`/${access.slug}/clients/${id}`, { fait: "client-modifie" }));
});

export const tagClient = companyForm("work", async ({ ctx, access, raw }) => {
  const id = raw.client ?? "";
  await saveClientTags(ctx, id, raw);
  redirect(withFlash(`/${access.slug}/clients/${id}`, { fait: "client-modifie" }));
});

export const correctAddress = companyForm("work", async ({ ctx, access, raw }) => {
  const clientId = raw.client ?? "";
  await correctContactEmail(ctx, { clientId, contactId: raw.contact ?? "" }, raw);
  redirect(withFlash(`/${access.slug}/clients/${clientId}`, { fait: "adresse-corrigee" }));
});

export const putAside = companyButton("work", async ({ ctx, raw }) => {
  await archiveClient(ctx, raw.client ?? "");
  return { fait: "client-archive" };
});

export const takeBack = companyButton("work", async ({ ctx, raw }) => {
  await unarchiveClient(ctx, raw.client ?? "");
  return { fait: "client-desarchive" };
});
