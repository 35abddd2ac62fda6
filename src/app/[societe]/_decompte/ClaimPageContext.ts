import type { ClaimView } from "@/usecases/legal/readClaim";

/** What the parts of the page share. */
export interface ClaimPageContext {
  claim: ClaimView;
  home: string;
  slug: string;
  /** The page without its day, and with it. */
  base: string;
  here: string;
  mayWork: boolean;
  mayApprove: boolean;
}
