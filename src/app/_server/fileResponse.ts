/** Files of a company as a browser downloads them: never run, never kept by a cache. */

/** Bytes that a header cannot carry plainly (RFC 5987, attr-char). */
const PLAIN = /[^\w!#$&+\-.^`|~]/g;

/**
 * Headers of a download. The name comes twice (RFC 6266): plain ASCII for old readers, then exact.
 *
 * @param contentType of the checked content, never what a person declared
 */
export function fileHeaders(name: string, contentType: string): Record<string, string> {
  const plain = name
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\]/g, "");
  const exact = [...new TextEncoder().encode(name)]
    .map((byte) =>
      String.fromCharCode(byte).replace(PLAIN, `%${byte.toString(16).toUpperCase().padStart(2, "0")}`),
    )
    .join("");
  return {
    "content-type": contentType,
    "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  };
}

/**
 * Headers of a PDF that we drew ourselves, to be read in the browser. Never for a file that someone
 * sent: a reader of PDF may act by itself.
 */
export function shownPdfHeaders(name: string): Record<string, string> {
  const headers = fileHeaders(name, "application/pdf");
  const disposition = headers["content-disposition"] ?? "";
  return {
    ...headers,
    "content-disposition": disposition.replace(/^attachment/, "inline"),
    // A sandbox would keep the browser's own reader from opening it.
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
  };
}

/** Sends text as it is made. */
export function textStream(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
