import { Button } from "./Button";
import styles from "./ChoiceBar.module.css";
import { Select } from "./Select";

interface ChoiceBarProps {
  /** What is chosen: « Aperçu sur une facture réelle ». */
  label: string;
  /** Name in the address bar. */
  name: string;
  options: readonly { value: string; label: string }[];
  defaultValue: string;
  /** Address of the page, and what of its address is kept. */
  action: string;
  kept: Readonly<Record<string, string>>;
  /** Word of the button. */
  submit: string;
}

/** One choice that changes what the page shows, in the address bar: a form that needs no script. */
export function ChoiceBar({ label, name, options, defaultValue, action, kept, submit }: ChoiceBarProps) {
  return (
    <form className={styles.bar} action={action} method="get">
      {Object.entries(kept).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Select name={name} label={label} options={options} defaultValue={defaultValue} />
      <Button>{submit}</Button>
    </form>
  );
}
