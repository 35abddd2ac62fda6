/** Drawing letters: for the worker and the demonstration. Pages do not carry it. */
import { renderFormalNoticePdf } from "@/documents/formalNoticePdf";
import type { LetterPorts } from "@/usecases/ports";
import { clock } from "./clock";
import { rates } from "./rates";

/** The ports of what draws letters. */
export function letterPorts(): LetterPorts {
  return {
    clock,
    printer: {
      async print(notice) {
        const { bytes } = await renderFormalNoticePdf({ notice });
        return bytes;
      },
    },
    rates,
  };
}
