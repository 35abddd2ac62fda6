import { FILE_FIELD, type SentFile } from "@/usecases/invoicing/attachDocument";

/** How the framework names the file of a field left empty: by the text of a missing name, when a script sent the form. */
const NO_NAME = ["", "undefined"];

/** The file of a form, or null when none was chosen: browsers then send an empty one without a name. */
export async function sentFile(form: FormData, field: string = FILE_FIELD): Promise<SentFile | null> {
  const value = form.get(field);
  if (!(value instanceof File) || (value.size === 0 && NO_NAME.includes(value.name))) return null;
  return { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) };
}

/** Every file of a field that takes several. */
export async function sentFiles(form: FormData, field: string): Promise<SentFile[]> {
  const files = form.getAll(field).filter((value): value is File => value instanceof File);
  // A field left empty is sent as an empty file without a name; the framework calls it « undefined ».
  const chosen = files.filter((file) => file.size > 0 || (file.name !== "" && file.name !== "undefined"));
  return Promise.all(
    chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}
