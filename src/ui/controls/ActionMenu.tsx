import { type ReactNode, useId } from "react";
import { Button } from "./Button";

interface ActionMenuProps {
  /** Name of the button, which shows three dots. */
  label?: string;
  /** `Anchor`s, and forms with one plain `button`. */
  children: ReactNode;
}

/** Actions that would crowd the page. A native popover: no script to open or close it. */
export function ActionMenu({ label = "Autres actions", children }: ActionMenuProps) {
  const id = useId();
  return (
    <>
      <Button type="button" icon="more" label={label} popoverTarget={id} />
      <div className="menu menu--actions" id={id} popover="auto">
        {children}
      </div>
    </>
  );
}
