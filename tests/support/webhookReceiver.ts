/** A program that is told of events: a real HTTP server which answers as the test says. */
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedPost {
  headers: IncomingHttpHeaders;
  method: string;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent is what is tested.
  body: any;
}

export interface WebhookReceiver {
  url: string;
  posts: ReceivedPost[];
  /** How it answers from now on; with 200 at first. */
  answerWith(answer: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end();

export async function openReceiver(): Promise<WebhookReceiver> {
  const posts: ReceivedPost[] = [];
  let answer = status(200) as (response: ServerResponse) => void;
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    posts.push({ headers: request.headers, method: request.method ?? "", text, body: JSON.parse(text) });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/dument`,
    posts,
    answerWith: (next) => {
      answer = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The signatures that Standard Webhooks asks for, computed apart from the product. */
export function signaturesOf({ headers, text }: ReceivedPost, secrets: readonly string[]): string {
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`;
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice("whsec_".length), "base64");
      return `v1,${createHmac("sha256", key).update(signed, "utf8").digest("base64")}`;
    })
    .join(" ");
}
