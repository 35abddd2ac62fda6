/** The transfer code for pages: they do not carry what prints letters. */
export { epcQr } from "@/documents/epcQr";
