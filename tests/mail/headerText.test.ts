/** What a form takes for a name or a subject can be written in the header of a message. */
import { describe, expect, it } from "vitest";
import { line } from "@/domain/fields";
import { headerText } from "@/mail/headerText";

const isTaken = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};
const byForm = (text: string) => isTaken(() => line("un nom", 80)(text, "name"));
const byHeader = (text: string) => isTaken(() => headerText("objet", text, 80));

describe("one line of text", () => {
  it("is taken by a form and by a header alike, whatever its sign", () => {
    const signs = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));
    expect(signs.filter((sign) => byForm(`a${sign}b`) !== byHeader(`a${sign}b`))).toEqual([]);
  });

  it.each(["Eve =? Martin", "Eve\ufeffMartin", "Eve\u061cMartin", "Eve\ud83dMartin", "Eve\u202eMartin"])(
    "is refused by both: %j",
    (text) => {
      expect([byForm(text), byHeader(text)]).toEqual([false, false]);
    },
  );
});
