/** The XML of a bank, within the limits of a statement, and refused in the words of one. */
import * as xml from "../xmlTree";
import { refuseBankFile } from "./bankStatement";

export { at, childrenOf, textAt, type XmlNode } from "../xmlTree";

const BROKEN = "Le fichier est peut-être incomplet : téléchargez-le de nouveau depuis votre banque.";

const RULES: xml.XmlRules = {
  // The bytes of a statement are counted before it is read.
  maxBytes: Number.POSITIVE_INFINITY,
  maxNodes: 600_000,
  maxDepth: 40,
  refuse: (why, message) =>
    why === "TOO_LARGE"
      ? refuseBankFile(
          "FILE_TOO_LARGE",
          "Ce fichier est trop grand pour un relevé. Exportez-le en plusieurs fois.",
        )
      : refuseBankFile("BANK_XML", `${message} ${BROKEN}`),
};

/** The root element. @throws DomainError `BANK_XML` or `FILE_TOO_LARGE`, in French */
export function readXml(bytes: Uint8Array): Promise<xml.XmlNode> {
  return xml.readXmlInTurns(bytes, RULES);
}
