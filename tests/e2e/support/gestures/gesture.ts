/** A gesture of the product, as the tests of isolation try it. */
import { wholePdf } from "../../../support/pdfFiles";
import type { Places } from "../addresses";
import type { Field } from "../visitor";

export interface Gesture {
  /** The page whose form is taken, when several show one. */
  at?: (x: Places) => string;
  /** Waits for the round in which that page shows it, rather than take it from another. */
  isOnlyThere?: true;
  /** Why the owner's own gesture is not done here: it needs what the demonstration has not. */
  unproven?: string;
  /** Fields to fill in or to change. */
  with?: (x: Places) => Record<string, Field>;
  /** Hidden fields that are left out: its page was read before other gestures of the same round. */
  without?: readonly string[];
  /** Speaks of the company alone: below another company's name it would be that company's own gesture. */
  namesNoRow?: true;
  /** Looks without writing. */
  changesNothing?: true;
}

/** An action that no company's data is behind. */
export interface Excused {
  excused: string;
}

export type GestureRows = Readonly<Record<string, Gesture | Excused>>;

/** A whole PDF, as a form sends it. */
export function smallPdf(name = "facture.pdf"): File {
  return new File([Uint8Array.from(wholePdf())], name, { type: "application/pdf" });
}
