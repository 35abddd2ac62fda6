import type { ReactNode } from "react";
import type { ButtonLook } from "@/ui/controls/buttonClass";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import type { IconName } from "@/ui/text/iconPaths";

interface GestureButtonProps extends Pick<ButtonLook, "variant" | "size"> {
  action: (form: FormData) => Promise<void>;
  /** Fixed values: the company (`societe`), what the gesture is about, the page to come back to (`retour`). */
  values: Readonly<Record<string, string>>;
  /** Completes the word of the button for those who hear it: « la relance de Garage Pennec ». */
  about?: string;
  icon?: IconName;
  /** Words while the answer is awaited. */
  pending?: string;
  children: ReactNode;
}

/** One gesture that needs no field: a form with one button. Works without script. */
export function GestureButton({ action, values, about, pending, children, ...look }: GestureButtonProps) {
  return (
    <form action={action}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton
        variant={look.variant ?? "outlined"}
        {...look}
        {...(pending && { pendingLabel: pending })}
      >
        {children}
        {about && <span className="sr"> {about}</span>}
      </SubmitButton>
    </form>
  );
}
