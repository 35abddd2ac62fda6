/** Codes to scan for pages: they do not carry what prints letters. */
export { epcQr } from "@/documents/epcQr";
export { textQr } from "@/documents/textQr";
