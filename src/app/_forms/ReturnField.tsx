"use client";
/** Remembers the page a button of the frame is pressed on, so that its action comes back to it. */
import { usePathname, useSearchParams } from "next/navigation";

/** Words of the last gesture, as in flash.ts: said once, not again. */
const SAID_ONCE = ["fait", "echec", "fini", "de", "traitees", "passees"];

export function ReturnField() {
  const params = new URLSearchParams(useSearchParams());
  for (const name of SAID_ONCE) params.delete(name);
  const query = params.toString();
  return <input type="hidden" name="retour" value={`${usePathname()}${query ? `?${query}` : ""}`} />;
}
