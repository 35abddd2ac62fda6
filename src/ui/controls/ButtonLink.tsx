import type { ComponentProps } from "react";
import { Anchor } from "../text/Anchor";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import { type ButtonLook, buttonClass } from "./buttonClass";

type ButtonLinkProps = ButtonLook &
  Omit<ComponentProps<typeof Anchor>, "className"> & {
    icon?: IconName;
    /** Icon after the word: an arrow that leads on. */
    iconEnd?: IconName;
    /** Name of a link without words (`icon` alone); never leave both out. */
    label?: string;
  };

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({ variant, size, icon, iconEnd, label, children, ...rest }: ButtonLinkProps) {
  const isIconOnly = children === undefined;
  return (
    <Anchor
      className={buttonClass({ variant, size }, isIconOnly)}
      aria-label={label}
      title={isIconOnly ? label : undefined}
      {...rest}
    >
      {icon && <Icon name={icon} size="small" />}
      {children}
      {iconEnd && <Icon name={iconEnd} size="small" />}
    </Anchor>
  );
}
