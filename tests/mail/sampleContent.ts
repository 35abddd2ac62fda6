import type { MailContent } from "@/mail/composeMime";

/** A reminder with everything in it. */
export function sampleContent(change: Partial<MailContent> = {}): MailContent {
  const sentence = "Sauf erreur de notre part, la facture F-2026-0042 de 1\u00a0234,56\u00a0€ reste impayée.";
  return {
    from: { name: "Société Léa & Fils", address: "relances@dument.test" },
    bounceAddress: "b+42.0a1b2c3d4e@rebonds.dument.test",
    replyTo: { name: "Léa Martin", address: "lea@lea-et-fils.test" },
    to: [{ name: "Zoé, comptabilité", address: "Compta@client.test" }],
    cc: [{ name: "", address: "direction@client.test" }],
    subject: "Facture F-2026-0042 échue le 3\u00a0novembre\u00a02026",
    html: `<!doctype html><html lang="fr"><body>${`<p style="margin:0 0 16px">${sentence}</p>\n`.repeat(40)}</body></html>`,
    text: `${sentence}\n`.repeat(12),
    attachments: [
      {
        filename: "Relevé n° 42.pdf",
        contentType: "application/pdf",
        content: Buffer.from("%PDF-1.7\n%âãÏÓ\n"),
      },
    ],
    messageId: "<abcdefghij234567@dument.test>",
    date: Date.UTC(2026, 10, 22, 8, 30),
    inReplyTo: "<first@dument.test>",
    references: ["<first@dument.test>", "<second@dument.test>"],
    contentKey: "k_0123456789",
    language: "fr",
    ...change,
  };
}
