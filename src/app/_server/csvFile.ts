import { safeFileName } from "@/domain/fileName";
import { DomainError } from "@/domain/invariant";

/** A CSV that the browser saves under this name; accents survive through RFC 8187. */
export function csvFile(csv: string, name: string): Response {
  const file = safeFileName(name, "csv", "export");
  const plain = file.replace(/[^\x20-\x7e]|["\\]/g, "-");
  return new Response(csv, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file)}`,
      "cache-control": "private, no-store",
    },
  });
}

/** What a handler answers with, or 404 for what does not exist: here, or for this company. */
export async function orGone(answer: Promise<Response>): Promise<Response> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND")
      return new Response(null, { status: 404 });
    throw error;
  }
}
