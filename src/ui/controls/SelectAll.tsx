"use client";

import { useEffect, useRef } from "react";
import { classNames } from "../classNames";
import styles from "./SelectAll.module.css";

interface SelectAllProps {
  /** Name of the checkboxes of the rows. */
  name: string;
  /** From which width on it stands beside the names of columns, as a box alone; above a list when left out. */
  besideColumnsFrom?: "tablet" | "desk";
}

/** The box that checks or unchecks every row of its form. Hidden where there is no script. */
export function SelectAll({ name, besideColumnsFrom }: SelectAllProps) {
  const all = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const box = all.current;
    const form = box?.form;
    if (!box || !form) return;
    const follow = () => {
      const rows = rowsOf(form, name);
      const checked = rows.filter((row) => row.checked).length;
      box.checked = rows.length > 0 && checked === rows.length;
      box.indeterminate = checked > 0 && checked < rows.length;
    };
    follow();
    form.addEventListener("change", follow);
    return () => form.removeEventListener("change", follow);
  }, [name]);
  const toggle = () => {
    const box = all.current;
    if (!box?.form) return;
    for (const row of rowsOf(box.form, name)) row.checked = box.checked;
    // The bar of actions listens to the form.
    box.form.dispatchEvent(new Event("change"));
  };
  return (
    <label className={classNames(styles.all, besideColumnsFrom && styles[besideColumnsFrom])}>
      <input ref={all} className="tick" type="checkbox" onChange={toggle} />
      <span className={styles.words}>Tout sélectionner</span>
    </label>
  );
}

function rowsOf(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]")].filter(
    (row) => row.name === name,
  );
}
