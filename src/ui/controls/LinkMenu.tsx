import { useId } from "react";
import { Anchor } from "../text/Anchor";
import { Icon } from "../text/Icon";
import { Button } from "./Button";

interface LinkMenuProps {
  /** What the choices are: « Période ». */
  label: string;
  choices: readonly { href: string; label: string; isCurrent?: boolean }[];
}

/** A choice that changes the page, as links. A native popover: no script to open or close it. */
export function LinkMenu({ label, choices }: LinkMenuProps) {
  const id = useId();
  const current = choices.find(({ isCurrent }) => isCurrent);
  return (
    <>
      <Button type="button" iconEnd="chevronDown" popoverTarget={id}>
        <span className="sr">{label}, </span>
        {current?.label ?? label}
      </Button>
      <div className="menu menu--actions" id={id} popover="auto">
        {choices.map((choice) => (
          <Anchor key={choice.href} href={choice.href} aria-current={choice.isCurrent ? "page" : undefined}>
            {choice.label}
            {choice.isCurrent && <Icon name="check" size="small" />}
          </Anchor>
        ))}
      </div>
    </>
  );
}
