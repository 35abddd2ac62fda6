import { Icon } from "../text/Icon";

interface SearchInputProps {
  /** Name in the address bar, « q » by default. */
  name?: string;
  /** What can be looked for, said aloud: « Chercher un client, un numéro ou un montant ». */
  label: string;
  /** The same, shorter, in the empty field: « Client, numéro ou montant ». */
  placeholder: string;
  defaultValue?: string;
}

/** The search field of a list. */
export function SearchInput({ name = "q", label, placeholder, defaultValue }: SearchInputProps) {
  return (
    <div className="search adorned adorned--search">
      <Icon name="search" size="small" />
      <label className="sr" htmlFor={name}>
        {label}
      </label>
      <input
        className="input"
        type="search"
        id={name}
        name={name}
        placeholder={placeholder}
        defaultValue={defaultValue}
      />
    </div>
  );
}
