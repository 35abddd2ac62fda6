"use client";
/** Moves the due date with the date of the invoice, until someone types it. Without script it stays as proposed. */
import { useEffect } from "react";
import { addDays, isLocalDate } from "@/domain/calendar";

interface DueDateProposalProps {
  /** Ids of the two fields. */
  issuedId: string;
  dueId: string;
  termDays: number;
}

export function DueDateProposal({ issuedId, dueId, termDays }: DueDateProposalProps) {
  useEffect(() => {
    let isTyped = false;
    const follow = (event: Event) => {
      const field = event.target;
      if (!(field instanceof HTMLInputElement)) return;
      if (field.id === dueId) isTyped = true;
      const due = document.getElementById(dueId);
      const mayMove = field.id === issuedId && !isTyped && due instanceof HTMLInputElement;
      if (mayMove && isLocalDate(field.value)) due.value = addDays(field.value, termDays);
    };
    document.addEventListener("input", follow);
    return () => document.removeEventListener("input", follow);
  }, [issuedId, dueId, termDays]);
  return null;
}
