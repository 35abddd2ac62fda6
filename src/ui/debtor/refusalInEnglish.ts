/** What is wrong with an answer, for a reader who asked for English: by the code of the refusal. */
const SENTENCES: Readonly<Record<string, string>> = {
  REQUIRED: "Please fill this in.",
  DATE: "Please give a day, such as 24/11/2026.",
  FUTURE: "This day has not come yet. Choose “I will pay” instead.",
  PAST: "This day has passed. Please give a day to come.",
  TOO_FAR: "This day is too far away.",
  AMOUNT: "Please give an amount above zero, such as 1234.56.",
  ABOVE_BALANCE: "This is more than what is left to pay.",
  ABOVE_EACH:
    "This is more than each of these invoices. If you dispute a part of several of them, send one answer for each. If you dispute all of it, leave this empty.",
  WHICH:
    "Which invoice is the disputed amount about? Choose it here: the others are still to be paid. If you dispute a part of several, send one answer for each.",
  CHOICE: "Please choose one of the list.",
  TOO_LONG: "This is too long.",
  CONTROL: "This text holds invisible characters. Please type it instead of pasting it.",
  COUNT: "Please choose another number of payments.",
  NUMBER: "Please choose another number of payments.",
  TOO_MANY: "Please choose fewer payments.",
  TOO_SMALL: "Each payment would be too small: please choose fewer payments.",
  TOO_LATE: "The first payment would come too late.",
  EMAIL: "This is not an email address.",
  PHONE: "This is not a phone number.",
  NOTHING_OPEN: "Nothing is left to pay. Thank you.",
  FROZEN:
    "Insolvency proceedings have been opened: earlier invoices may no longer be paid directly, so no payment can be arranged here.",
  PLAN_MOVED: "This proposal is no longer open. Please reload the page.",
  PLAN_CHANGED:
    "The payments proposed are not those you had read. Please read those shown below before you agree.",
  FILE_EMPTY: "One of the files is empty.",
  FILE_TOO_LARGE: "One of the files is larger than 5 MB.",
  FILE_KIND: "One of the files is neither a PDF nor a PNG or JPEG image.",
  FILE_NAME: "The name of a file does not match what it contains. Please rename it.",
  FILE_CUT: "One of the files is incomplete or damaged. Please save it again.",
  FILE_ACTIVE: "One of the PDF files contains a program. Please print it to PDF and send the result.",
  FILE_TWO_FACED: "One of the files hides a second content. Please save it again.",
  TOO_MANY_FILES: "At most 3 files.",
  FILES_DAY:
    "These files are more than can be received: at most 45 MB a day. Please send your answer without them, and hand them over in another way.",
  FILES_MONTH:
    "These files are more than can be received: at most 150 MB in thirty days. Please send your answer without them, and hand them over in another way.",
  BODY_TOO_LARGE: "These files are too large together: 3 files of 5 MB at most.",
  FORM_OLD: "This page was open for too long. Please check your answer and send it again.",
  TROUBLE: "Something went wrong on our side. Please try again in a moment.",
};

/** The sentence of a code; a general one when it has none. */
export function refusalInEnglish(code: string): string {
  return SENTENCES[code] ?? "Please check what you wrote here.";
}
