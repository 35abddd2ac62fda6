/** Reads a form from someone we do not know: never more bytes than it may have. */
import { MAX_EVIDENCE_BYTES, MAX_EVIDENCE_FILES } from "@/usecases/settlement/storeEvidence";

/** The files, and room for the fields around them. */
const MAX_BODY_BYTES = MAX_EVIDENCE_BYTES * MAX_EVIDENCE_FILES + 100_000;
const MAX_FIELDS = 60;

/** The form, or null when it is larger than any of ours or cannot be read. */
export async function boundedForm(request: Request): Promise<FormData | null> {
  const announced = Number(request.headers.get("content-length") ?? "0");
  if (announced > MAX_BODY_BYTES || request.body === null) return null;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      return null;
    }
    pieces.push(new Uint8Array(value));
  }
  try {
    const type = request.headers.get("content-type") ?? "";
    const form = await new Response(new Blob(pieces), { headers: { "content-type": type } }).formData();
    return [...form.keys()].length > MAX_FIELDS ? null : form;
  } catch {
    return null;
  }
}
