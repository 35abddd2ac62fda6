/** Message content → HTML and text. The text part says the same, in the same order. */
import { renderToStaticMarkup } from "react-dom/server";
import type { NoteContent } from "@/domain/dunning/note";
import { noteAsText } from "@/domain/dunning/note";
import { type ReminderContent, reminderAsText } from "@/domain/dunning/reminder";
import { AccountEmail, type AccountEmailContent } from "./AccountEmail";
import { NoteEmail } from "./NoteEmail";
import { ReminderEmail } from "./ReminderEmail";

export interface RenderedEmail {
  html: string;
  text: string;
}

/** The document type that makes old readers lay tables out as others do. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

export function renderReminder(content: ReminderContent): RenderedEmail {
  return {
    html: DOCTYPE + renderToStaticMarkup(<ReminderEmail content={content} />),
    text: reminderAsText(content),
  };
}

export function renderNote(content: NoteContent): RenderedEmail {
  return { html: DOCTYPE + renderToStaticMarkup(<NoteEmail content={content} />), text: noteAsText(content) };
}

export function renderAccountEmail(content: AccountEmailContent): RenderedEmail {
  const { paragraphs, button, notice } = content;
  return {
    html: DOCTYPE + renderToStaticMarkup(<AccountEmail content={content} />),
    text: `${["Bonjour,", ...paragraphs, `${button.label}\u00a0:\n${button.url}`, `-- \n${notice}`].join("\n\n")}\n`,
  };
}
