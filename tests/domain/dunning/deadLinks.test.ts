/** A message shown to the creditor must not let the creditor answer as the debtor. */
import { describe, expect, it } from "vitest";
import { withoutAnswerLinks, withoutLinks } from "@/domain/dunning/deadLinks";

const TOKEN = "3q2-7wAAbbCCddEEffGGhhIIjjKKllMMnnOOppQQrrs";
const URL = `https://dument.example/r/${TOKEN}`;

describe("links of a shown message", () => {
  it.each([
    [`<a class="x" href="${URL}?a=date">Payer</a>`],
    [`<a href='${URL}'>Payer</a>`],
    [`<a HREF = ${URL}>Payer</a>`],
    [`<a\nhref="${URL}"\nstyle="color:red">Payer</a>`],
  ])("%s leads nowhere and keeps its words", (html) => {
    const shown = withoutLinks(html);
    expect(shown).toContain("Payer</a>");
    expect(shown).not.toMatch(/href/i);
    expect(shown).not.toContain(TOKEN);
  });

  it("are cut off when written out, in the HTML and in the text", () => {
    expect(withoutLinks(`<p>${URL}</p>`)).toBe("<p>https://dument.example/r/…</p>");
    expect(withoutAnswerLinks(`Répondre :\n${URL}#date`)).toBe("Répondre :\nhttps://dument.example/r/…#date");
  });

  it("are cut off inside the address of a filter that follows them", () => {
    const followed = `https://safelinks.example/?url=${encodeURIComponent(URL)}&data=05`;
    expect(withoutAnswerLinks(followed)).toBe(
      "https://safelinks.example/?url=https%3A%2F%2Fdument.example%2Fr%2F…&data=05",
    );
  });

  it("leave the rest of the page as it is", () => {
    const html = '<p style="color:#123" class="ink">Facture R/2026, 12,00 €</p>';
    expect(withoutLinks(html)).toBe(html);
  });
});
