import type { LocalDate } from "@/domain/calendar";
import { formatDateEnglish } from "@/domain/dateText";
import { articleEnglish } from "@/domain/legal/articleEnglish";
import { flatFeeOf } from "@/domain/legal/flatRecoveryFee";
import { formatEurosEnglish, NBSP } from "@/domain/money";
import type { DebtorWords } from "./debtorWords";

const until = (on: LocalDate | null) => (on ? ` until ${formatDateEnglish(on)}` : "");

export const ENGLISH: DebtorWords = {
  euros: formatEurosEnglish,
  date: formatDateEnglish,
  otherLanguage: "Français",
  skip: "Go to the answers",
  about: "is writing about your order",
  invoice: "Invoice",
  titleOne: (number) => `Invoice ${number}, still to pay`,
  titleSeveral: (count) => `${count} invoices, still to pay`,
  nothingLeft: "Everything is paid",
  nothingLeftDetail: "Nothing is left to pay on these invoices. Thank you.",
  dueOn: (on) => `Due on ${formatDateEnglish(on)}.`,
  thanks: (cents, on) =>
    on
      ? `Thank you for ${formatEurosEnglish(cents)} received on ${formatDateEnglish(on)}.`
      : `Thank you for ${formatEurosEnglish(cents)} already received.`,
  freeCredit: (cents, isAll) =>
    isAll
      ? `A credit of ${formatEurosEnglish(cents)} in your name covers what is left: nothing is asked of you.`
      : `A credit of ${formatEurosEnglish(cents)} in your name is deducted.`,
  frozenTitle: "Nothing is asked of you",
  frozenDetail: `Insolvency proceedings have been opened. Invoices earlier than the judgment may no longer be paid directly (French Commercial Code, L.${NBSP}622-7): they are declared in the proceedings.`,
  frozen: (cents) =>
    `${formatEurosEnglish(cents)} are earlier than the opening of insolvency proceedings: they are not asked of you.`,
  disputed: (cents) =>
    `The ${formatEurosEnglish(cents)} that you dispute are set aside: they are not asked of you until you have an answer.`,
  jump: "Already paid, or a question?",
  alsoOpen: "Your other invoices to pay",
  download: (name) => `Download ${name}`,
  account: {
    title: "The account, line by line",
    issued: (number, on) => `Invoice ${number} of ${formatDateEnglish(on)}`,
    received: (on) => (on ? `Received on ${formatDateEnglish(on)}` : "Already received"),
    paidBeside: (received, accessory) =>
      `Of ${formatEurosEnglish(received)} received, ${formatEurosEnglish(accessory)} paid the penalties and the fee`,
    credit: "Credit note",
    freeCredit: "Credit in your name",
    disputed: "Disputed, set aside",
    frozen: "Earlier than the insolvency proceedings",
    left: "Still to pay",
  },
  pay: {
    title: "Pay by bank transfer",
    ibanOf: (name) => `IBAN of ${name}`,
    touch: "(touch it to select all of it)",
    reference: "Reference to quote",
    amount: "Amount",
    copy: "Copy",
    copied: "Copied",
    qr: "QR code of the transfer",
    qrNote: "If your banking app reads transfer codes, this one fills in the transfer.",
    noAccount: (name) => `${name} will tell you where to pay: write below.`,
    card: (name) => `Pay ${name} by card`,
    ibanNote: (name) => `Not sure about this IBAN? Call ${name} on a number you already know before you pay.`,
  },
  legal: {
    summary: (total) => `What the delay adds, ${total}`,
    principal: "Principal",
    penalties: () => "Late payment interest",
    penaltiesDetail: (articles) => articles.map(articleEnglish).join(", "),
    fee: "Fixed recovery charge",
    feeDetail: (kind) => articleEnglish(flatFeeOf(kind).article),
    totalOn: (on) => `Total on ${formatDateEnglish(on)}`,
  },
  answerTitle: "Or reply, in a minute",
  answers: ({ name, checked, graceDays }) => ({
    paye: {
      title: "I have paid",
      button: `Tell ${name}`,
      effect: `Reminders are paused until ${formatDateEnglish(checked)} while it is checked.`,
    },
    date: {
      title: "I will pay on a given date",
      button: "Give this date",
      effect: `Reminders are paused until that day${graceDays > 0 ? ` and ${graceDays} more` : ""}. Asking for time acknowledges the debt.`,
    },
    echeancier: {
      title: "I ask to pay in instalments",
      button: "Send the request",
      effect: `Reminders are paused until the answer, ${formatDateEnglish(checked)} at the latest. If ${name} agrees, you both receive the agreement in writing.`,
    },
    desaccord: {
      title: "I dispute all or part of it",
      button: "Send my answer",
      effect: `Reminders of what you dispute are paused until ${name} answers.`,
    },
    destinataire: {
      title: "I am not the right person",
      button: "Say so",
      effect: `Reminders are paused until ${formatDateEnglish(checked)} while it is checked.`,
    },
    copie: {
      title: "Receive the invoice again",
      button: "Send me the invoice",
      effect: "It leaves by email to the address of this message. Reminders go on.",
    },
    message: {
      title: "Write a message",
      button: "Send the message",
      effect: `A person reads it and answers by email. Reminders are paused until then, ${formatDateEnglish(checked)} at the latest.`,
    },
  }),
  fields: {
    which: "For which invoice",
    allOfThem: (count) => `The ${count} invoices`,
    paidOn: "Paid on",
    paidAmount: "Amount",
    means: "Means of payment",
    transfer: "Bank transfer",
    cheque: "Cheque",
    card: "Card",
    other: "Other",
    proof: "Proof of payment",
    files: "Files",
    filesHint: "PDF, PNG or JPEG, at most 3 files of 5 MB.",
    promiseDay: "Date of payment",
    latest: (on) => `${formatDateEnglish(on)} at the latest.`,
    count: "In how many payments",
    instalments: (count) => `${count} payments, one a month`,
    firstOn: "First payment on",
    signer: "Your name",
    acknowledge: (total, name) => `I acknowledge owing ${total} to ${name} and ask to pay it in instalments.`,
    reason: "What is wrong",
    reasons: {
      QUALITY: "The quality",
      QUANTITY: "The quantity",
      PRICE: "The price",
      DELIVERY: "The delivery, or nothing came",
      ORDER: "We did not order this",
      OTHER: "Something else",
    },
    part: "Amount disputed",
    partHint: "Leave empty if you dispute all of it. The rest is still to be paid.",
    partOfOneHint:
      "Leave empty if you dispute all of it. If not, choose the invoice above: the rest is still to be paid.",
    what: "Explain in a few words",
    contactName: "Name of the right person",
    contactEmail: "Their email address",
    contactPhone: "Their phone number",
    note: "Anything else",
    message: "Your message",
    optional: "optional",
  },
  waiting: (kind, on, { isSuspending, untilOn }) => {
    const paused = isSuspending
      ? `Reminders are paused${until(untilOn)}`
      : "You have had no answer yet, and reminders have started again";
    switch (kind) {
      case "ALREADY_PAID":
        return `You said that you have paid${on ? ` on ${formatDateEnglish(on)}` : ""}. ${paused}${isSuspending ? " while it is checked" : ""}.`;
      case "PROMISE":
        return `Payment announced${on ? ` for ${formatDateEnglish(on)}` : ""}. ${paused}.`;
      case "DISPUTE":
        return "Your objection has been passed on. Reminders of what you dispute are paused until you get an answer.";
      case "INSTALMENTS":
        return `Your request has been passed on. ${paused}.`;
      case "WRONG_RECIPIENT":
        return `You said that you are not the right person. ${paused}.`;
      case "INVOICE_COPY":
        return "You asked for the invoice again. Reminders go on.";
      case "MESSAGE":
        return `Your message has been passed on. ${paused}.`;
    }
  },
  done: (kind) =>
    kind === "AGREED"
      ? "Thank you, the instalments are agreed. The agreement comes to you by email."
      : kind === "INVOICE_COPY"
        ? "Done. The invoice leaves by email, to the address that received this message."
        : "Thank you, noted. A confirmation comes to you by email.",
  said: (kind, on, amount, number) => {
    const day = on ? ` on ${formatDateEnglish(on)}` : "";
    const sum = amount ? ` ${amount}` : "";
    switch (kind) {
      case "ALREADY_PAID":
        return `I have paid${sum}${day}.`;
      case "PROMISE":
        return `I will pay${sum}${day}.`;
      case "INSTALMENTS":
        return "I ask to pay in instalments.";
      case "DISPUTE":
        if (amount) return `I dispute${sum}${number ? ` of invoice ${number}` : ""}.`;
        return number ? `I dispute invoice ${number}.` : "I dispute it.";
      case "WRONG_RECIPIENT":
        return "I am not the right person.";
      case "INVOICE_COPY":
        return "I ask for the invoice again.";
      case "MESSAGE":
        return "";
    }
  },
  exchanges: { title: "What was said", you: "You" },
  plan: {
    title: "Payment in instalments",
    states: {
      PROPOSED: "You proposed these payments. The answer will come by email.",
      COUNTERED: "These payments are proposed to you in answer to your request.",
      RUNNING: "Agreed. You pay on these days, and reminders wait.",
      REFUSED: "Your request was not accepted.",
      BROKEN: "A payment did not come in time. The schedule no longer holds.",
    },
    paid: "received",
    total: "Total",
    agree: "Accept these payments",
    agreeEffect:
      "You acknowledge owing the total and commit to these days. The agreement is sent to you both, and reminders are paused while it is kept.",
    agreement: "Download the agreement",
  },
  call: (name) => `A question? Call ${name}`,
  footer: (expires) => `Personal link, valid until ${formatDateEnglish(expires)}. Sent with Dûment.`,
  data: "Your data",
  accessibility: "Accessibility",
  errorTitle: "Nothing was sent",
  correct: "Correct it",
};
