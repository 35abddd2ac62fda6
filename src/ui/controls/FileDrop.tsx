import { Icon } from "../text/Icon";
import { Field, type FieldProps } from "./Field";
import styles from "./FileDrop.module.css";

interface FileDropProps extends FieldProps {
  /** Kinds of files offered first: « .csv,.txt ». */
  accept: string;
  /** The file chosen, as a script knows it; without script the words say that there is one. */
  chosen?: string;
  /** Several files may be chosen at once. */
  isMultiple?: boolean;
  onChange?: (files: FileList | null) => void;
}

/**
 * A file, chosen or dropped. The field itself covers the whole place, so that dropping needs no
 * script; what is written in it follows whether a file is there.
 */
export function FileDrop({ accept, chosen, isMultiple = false, onChange, ...field }: FileDropProps) {
  return (
    <Field {...field}>
      {(control) => (
        <span className={styles.place}>
          <input
            type="file"
            accept={accept}
            required
            multiple={isMultiple}
            className={styles.drop}
            {...(onChange && { onChange: (event) => onChange(event.currentTarget.files) })}
            {...control}
          />
          <span className={styles.empty} aria-hidden="true">
            <Icon name="upload" tone="accent" />
            {isMultiple
              ? "Déposez-les ici, ou choisissez-les sur votre appareil"
              : "Déposez-le ici, ou choisissez-le sur votre appareil"}
          </span>
          <span className={styles.filled} aria-hidden="true">
            <Icon name="document" tone="accent" />
            {chosen || "Fichier choisi"}
          </span>
        </span>
      )}
    </Field>
  );
}
