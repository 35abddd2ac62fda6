import { FILE_FIELD, type SentFile } from "@/usecases/invoicing/attachDocument";

/** The file of a form, or null when none was chosen: browsers then send an empty one without a name. */
export async function sentFile(form: FormData, field: string = FILE_FIELD): Promise<SentFile | null> {
  const value = form.get(field);
  if (!(value instanceof File) || (value.size === 0 && value.name === "")) return null;
  return { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) };
}
