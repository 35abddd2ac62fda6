import type { ComponentProps } from "react";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import { type ButtonLook, buttonClass } from "./buttonClass";

type ButtonProps = ButtonLook &
  Omit<ComponentProps<"button">, "className" | "style"> & {
    icon?: IconName;
    /** Icon after the word: an arrow that leads on. */
    iconEnd?: IconName;
    /** Name of a button without words (`icon` alone); never leave both out. */
    label?: string;
  };

/** A button. It submits its form unless `type` says otherwise; `name`, `value`, `formAction` pass through. */
export function Button({ variant, size, icon, iconEnd, label, children, ...rest }: ButtonProps) {
  const isIconOnly = children === undefined;
  return (
    <button
      type="submit"
      className={buttonClass({ variant, size }, isIconOnly)}
      aria-label={label}
      title={isIconOnly ? label : undefined}
      {...rest}
    >
      {icon && <Icon name={icon} size="small" />}
      {children}
      {iconEnd && <Icon name={iconEnd} size="small" />}
    </button>
  );
}
