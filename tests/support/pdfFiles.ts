/** Small PDFs made by hand, whole or spoilt. */

/** A one-page PDF with a cross-reference table at its right place. */
export function wholePdf(text = "Facture"): Uint8Array {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>`,
    `<</Length ${text.length + 6}>>stream\n% ${text}\nendstream`,
  ];
  let body = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj${object}endobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${offset.toString().padStart(10, "0")} 00000 n \n`).join("");
  const trailer = `trailer<</Size 5/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 5\n0000000000 65535 f \n${table}${trailer}`, "latin1");
}

export function textFile(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

/** The same PDF with one more object, before its cross-reference. */
export function withObject(object: string | Uint8Array): Uint8Array {
  const whole = Buffer.from(wholePdf());
  const at = whole.indexOf("xref\n");
  const start = whole.indexOf("startxref");
  const added = Buffer.concat([
    Buffer.from("9 0 obj", "latin1"),
    typeof object === "string" ? Buffer.from(object, "latin1") : object,
    Buffer.from("endobj\n", "latin1"),
  ]);
  const end = `startxref\n${at + added.byteLength}\n%%EOF\n`;
  return Buffer.concat([whole.subarray(0, at), added, whole.subarray(at, start), Buffer.from(end)]);
}

/** An object stream (ISO 32000-2, 7.5.7) that holds one object. */
export function objectStream(packed: Uint8Array, more = ""): Uint8Array {
  const head = `<</Type/ObjStm/N 1/First 4${more}/Length ${packed.byteLength}>>stream\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), packed, Buffer.from("\nendstream ", "latin1")]);
}
