/** Who takes letters to the post, as the environment says. */
import { env } from "@/config/env";
import { fileCarrier } from "@/post/fileCarrier";
import { manualCarrier } from "@/post/manualCarrier";
import type { PostalCarrier, PostPorts } from "@/usecases/ports";
import { clock } from "./clock";
import { postPrinterOnCall } from "./printingOnCall";

/** The carrier of this installation. */
export function postalCarrier(): PostalCarrier {
  const { POSTAL_CARRIER, POSTAL_OUT_FOLDER, POSTAL_IN_FOLDER } = env();
  if (POSTAL_CARRIER !== "files" || !POSTAL_OUT_FOLDER || !POSTAL_IN_FOLDER) return manualCarrier;
  return fileCarrier({ outFolder: POSTAL_OUT_FOLDER, inFolder: POSTAL_IN_FOLDER });
}

/** The ports of what hands letters over and reads what becomes of them. */
export function postPorts(): PostPorts {
  return { clock, carrier: postalCarrier(), printer: postPrinterOnCall };
}
