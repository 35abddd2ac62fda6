/** Message content → HTML and text. The text part says the same, in the same order. */
import type { ReactElement } from "react";
import type { NoteContent } from "@/domain/dunning/note";
import { noteAsText } from "@/domain/dunning/note";
import { type ReminderContent, reminderAsText } from "@/domain/dunning/reminder";
import { type AccountContent, accountAsText } from "@/domain/settlement/accountStatement";
import { AccountEmail, type AccountEmailContent } from "./AccountEmail";
import { NoteEmail } from "./NoteEmail";
import { ReminderEmail } from "./ReminderEmail";
import { StatementEmail } from "./StatementEmail";

export interface RenderedEmail {
  html: string;
  text: string;
}

/** The document type that makes old readers lay tables out as others do. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/** Loaded when first needed: pages preview messages, and Next refuses a plain import of this module there. */
async function htmlOf(email: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import("react-dom/server");
  // React adds hints for browsers to fetch pictures early; a message has them with it.
  return DOCTYPE + renderToStaticMarkup(email).replace(/<link rel="preload"[^>]*>/g, "");
}

/**
 * @param transferCodeUrl where the picture of the transfer code is: `cid:…` in a message; without
 *   it, the coordinates stand alone
 */
export async function renderReminder(
  content: ReminderContent,
  transferCodeUrl: string | null = null,
): Promise<RenderedEmail> {
  const html = await htmlOf(<ReminderEmail content={content} transferCodeUrl={transferCodeUrl} />);
  return { html, text: reminderAsText(content) };
}

/** @param transferCodeUrl as for a reminder */
export async function renderAccount(
  content: AccountContent,
  transferCodeUrl: string | null = null,
): Promise<RenderedEmail> {
  const html = await htmlOf(<StatementEmail content={content} transferCodeUrl={transferCodeUrl} />);
  return { html, text: accountAsText(content) };
}

export async function renderNote(content: NoteContent): Promise<RenderedEmail> {
  return { html: await htmlOf(<NoteEmail content={content} />), text: noteAsText(content) };
}

export async function renderAccountEmail(content: AccountEmailContent): Promise<RenderedEmail> {
  const { paragraphs, button, notice } = content;
  return {
    html: await htmlOf(<AccountEmail content={content} />),
    text: `${["Bonjour,", ...paragraphs, `${button.label}\u00a0:\n${button.url}`, `-- \n${notice}`].join("\n\n")}\n`,
  };
}
