import { withFlash } from "../../../_server/flash";

/** The overview of the settings, at the part that was just saved, with a sentence. */
export function settingsPath(slug: string, hasChanged: boolean, part: string): string {
  return withFlash(`/${slug}/reglages#${part}`, { fait: hasChanged ? "reglages" : "sans-changement" });
}
