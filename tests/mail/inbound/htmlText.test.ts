/** The text of HTML mail, however it is written. */
import { describe, expect, it } from "vitest";
import { textOfHtml } from "@/mail/inbound/htmlText";

describe("the text of a message in HTML", () => {
  it.each([
    ["lines and blocks", "<div>Bonjour,<br/>merci.</div><P class=x>Anne</P>", "Bonjour,\nmerci.\nAnne\n"],
    ["what is not shown", "<STYLE>p { color: red }</style >Bonjour<script>1 < 2</script>", "Bonjour"],
    ["entities", "l&rsquo;avoir de 3&nbsp;&lt;&nbsp;4 &amp;lt;", "l’avoir de 3 < 4 &lt;"],
    ["quotes, one in another", "Oui.<blockquote>a<blockquote>b</blockquote>c</blockquote> Anne", "Oui. Anne"],
    ["a quote that never ends", "Oui.<blockquote>a<p>Anne", "Oui.aAnne"],
    ["a style that never ends", "<style>Bonjour<style>Anne", "BonjourAnne"],
    ["a sign that begins no tag", "le total est < 40 €", "le total est < 40 €"],
    ["a tag whose name only looks like another", "<brillant>a</dividende>b", "ab"],
    ["nothing", "", ""],
  ])("has %s", (_, html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });
});
