"use client";
import { Button } from "@/ui/controls/Button";

/** Opens the print dialog of the browser, which can also make a PDF. */
export function PrintButton() {
  return (
    <Button type="button" icon="print" onClick={() => window.print()}>
      Imprimer
    </Button>
  );
}
