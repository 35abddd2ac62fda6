"use client";

import { useSyncExternalStore } from "react";
import { Button } from "./Button";

const neverChanges = () => () => undefined;

/** Prints the page. It is not there until a script can do it: browsers print without it as well. */
export function PrintButton({ children = "Imprimer" }: { children?: string }) {
  const hasScript = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  if (!hasScript) return null;
  return (
    <Button type="button" icon="print" onClick={() => window.print()}>
      {children}
    </Button>
  );
}
