"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Amount } from "../text/Amount";
import styles from "./BulkBar.module.css";

interface BulkBarProps {
  /** Name of the checkboxes of the list. */
  name: string;
  /** What is checked, in the singular and the plural: `["facture", "factures"]`. */
  noun: readonly [one: string, many: string];
  /** Submit buttons, each with its `formAction` or its `name` and `value`. */
  children: ReactNode;
}

interface Selection {
  count: number;
  parties: number;
  cents: bigint;
}

const NUMBERS = ["", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"];

/**
 * What can be done with the rows checked in the form around it. It stays at the bottom of the
 * window and shows itself, by style alone, as soon as a row is checked; a script adds the count,
 * the number of clients and the total. Boxes carry `data-cents` and `data-party`.
 */
export function BulkBar({ name, noun, children }: BulkBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState<Selection>();
  useEffect(() => {
    const form = bar.current?.closest("form");
    if (!form) return;
    const read = () => setSelection(selectionOf(form, name));
    read();
    form.addEventListener("change", read);
    return () => form.removeEventListener("change", read);
  }, [name]);
  return (
    <div className={styles.bar} ref={bar}>
      <p role="status">
        {selection && selection.count > 0 ? (
          <Summary {...selection} noun={noun} />
        ) : (
          `Pour les ${noun[1]} cochées`
        )}
      </p>
      <div className="btns">{children}</div>
    </div>
  );
}

function Summary({ count, parties, cents, noun }: Selection & Pick<BulkBarProps, "noun">) {
  return (
    <>
      <b>
        {count} {noun[count > 1 ? 1 : 0]}
      </b>
      {parties === 1 && " d’un client"}
      {parties > 1 && ` de ${NUMBERS[parties] ?? parties} clients`}
      {", "}
      <Amount cents={cents} />
    </>
  );
}

function selectionOf(form: HTMLFormElement, name: string): Selection {
  const boxes = [...form.querySelectorAll<HTMLInputElement>("input[type=checkbox]:checked")].filter(
    (box) => box.name === name,
  );
  const parties = new Set(boxes.map((box) => box.dataset.party).filter(Boolean));
  const cents = boxes.reduce((total, box) => total + BigInt(box.dataset.cents ?? "0"), 0n);
  return { count: boxes.length, parties: parties.size, cents };
}
