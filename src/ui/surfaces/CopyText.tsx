import { type ReactNode, useId } from "react";
import { classNames } from "../classNames";
import { CopyButton } from "./CopyButton";
import styles from "./CopyText.module.css";

interface CopyTextProps {
  label: ReactNode;
  /** Shown, and selected whole by one touch: « FR76 3000 6000… ». */
  value: string;
  /** What the button copies when it is not what is shown: the IBAN without spaces. */
  copied?: string;
  language?: "fr" | "en";
}

/** A value to carry elsewhere: one touch selects all of it; a script adds a button that copies. */
export function CopyText({ label, value, copied, language = "fr" }: CopyTextProps) {
  const id = useId();
  return (
    <div className={styles.copy}>
      <p className={styles.label} id={id}>
        {label}
      </p>
      <div className={styles.line}>
        {/* biome-ignore lint/a11y/useSemanticElements: an input cannot be selected whole without script */}
        <span // Figures of one width stretch the hyphens of an invoice number.
          className={classNames(styles.value, !value.includes("-") && "num")}
          role="textbox"
          tabIndex={0}
          aria-readonly="true"
          aria-labelledby={id}
        >
          {value}
        </span>
        <CopyButton text={copied ?? value} labelledBy={id} language={language} />
      </div>
    </div>
  );
}
