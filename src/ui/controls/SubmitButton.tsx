"use client";

import type { MouseEvent, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import { type ButtonLook, buttonClass } from "./buttonClass";

interface SubmitButtonProps extends ButtonLook {
  /** What pressing it does. Solid unless `variant` says otherwise. */
  children: ReactNode;
  /** Words while the answer is awaited: « Enregistrement… ». */
  pendingLabel?: string;
  icon?: IconName;
  /** Sent with the form when this button is the one pressed. */
  name?: string;
  value?: string;
  /** Another action than that of the form. */
  formAction?: string | ((data: FormData) => void | Promise<void>);
}

/**
 * Submits its form once: while the action runs, a second press does nothing, the focus stays, and
 * the wait is said aloud. Without script it is a plain submit button.
 */
export function SubmitButton({
  children,
  pendingLabel = "Un instant…",
  icon,
  variant = "primary",
  size,
  ...rest
}: SubmitButtonProps) {
  const { pending } = useFormStatus();
  const refuseWhilePending = (event: MouseEvent) => {
    if (pending) event.preventDefault();
  };
  return (
    <>
      <button
        type="submit"
        className={buttonClass({ variant, size })}
        aria-disabled={pending || undefined}
        data-pending={pending || undefined}
        onClick={refuseWhilePending}
        {...rest}
      >
        {icon && <Icon name={icon} size="small" />}
        {pending ? pendingLabel : children}
      </button>
      <span className="sr" role="status">
        {pending ? pendingLabel : ""}
      </span>
    </>
  );
}
