/**
 * Drawing for the worker, which draws seldom: what draws pages is half of its weight, and is loaded
 * with the first page to draw.
 */
import type { LetterPorts, PaperPrinter, PostPrinter, StatementPrinter } from "@/usecases/ports";
import { clock } from "./clock";
import { rates } from "./rates";

const printing = () => import("./printing");

/** The ports of what draws letters. */
export function letterPortsOnCall(): LetterPorts {
  return {
    clock,
    printer: { print: async (notice) => (await printing()).letterPorts().printer.print(notice) },
    rates,
  };
}

/** Draws a statement of claim, or of account. */
export const statementPrinterOnCall: StatementPrinter = {
  printStatement: async (statement) => (await printing()).statementPrinter.printStatement(statement),
  printAccount: async (account, datedOn) =>
    (await printing()).statementPrinter.printAccount(account, datedOn),
};

/** Draws a paper for a court or a court officer. */
export const paperPrinterOnCall: PaperPrinter = {
  printPaper: async (paper) => (await printing()).paperPrinter.printPaper(paper),
};

/** Draws a day's post, and what goes into an envelope. */
export const postPrinterOnCall: PostPrinter = {
  printLetters: async (post) => (await printing()).postPrinter.printLetters(post),
  printCoverList: async (list) => (await printing()).postPrinter.printCoverList(list),
  joinEnvelope: async (letter) => (await printing()).postPrinter.joinEnvelope(letter),
};
