import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { BodyReader, describeMessage } from "./sinkBody";
import type { SinkMessage } from "./sinkLog";
import type { SinkRule, SinkRules, SinkStage } from "./sinkRules";

/** What a session of the test mail server shares with the others. */
export interface SinkHouse {
  readonly rules: SinkRules;
  readonly extensions: readonly string[];
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly credentials?: { readonly user: string; readonly password: string };
  readonly commands: Map<string, number>;
  /** Resolves once the message is safe; only then may 250 be said. */
  readonly accept: (message: SinkMessage, bytes: Buffer) => Promise<void> | undefined;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** One client's dialogue, byte by byte. It reads nothing while a reply is pending. */
export class SinkSession {
  private input: Buffer = Buffer.alloc(0);
  private output = "";
  private isBusy = false;
  private isMute = false;
  private body: BodyReader | undefined;
  private from: string | undefined;
  private to: string[] = [];
  private login: string[] | undefined;

  constructor(
    private socket: Socket,
    private readonly house: SinkHouse,
  ) {
    this.attach(socket);
    this.run(this.answer("banner", [], "220 sink.test ESMTP"));
  }

  private attach(socket: Socket): void {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      this.input = this.input.length > 0 ? Buffer.concat([this.input, chunk]) : chunk;
      if (!this.isBusy && !this.isMute) this.work();
    });
  }

  /** Waits for an answer that takes time; most take none and nothing is allocated. */
  private run(pending: Promise<void> | undefined): void {
    this.flush();
    if (!pending) return;
    this.isBusy = true;
    void pending.then(() => {
      this.isBusy = false;
      this.work();
    });
  }

  private flush(): void {
    if (this.output === "") return;
    this.socket.write(this.output, "latin1");
    this.output = "";
  }

  private work(): void {
    while (!this.isMute && this.input.length > 0) {
      const pending = this.body ? this.readBody(this.body) : this.readLine();
      if (pending === "more") break;
      if (pending) {
        this.run(pending);
        return;
      }
    }
    this.flush();
  }

  private readLine(): Promise<void> | undefined | "more" {
    const end = this.input.indexOf("\r\n");
    if (end < 0) return "more";
    const line = this.input.toString("latin1", 0, end);
    this.input = this.input.subarray(end + 2);
    return this.command(line);
  }

  private readBody(body: BodyReader): Promise<void> | undefined | "more" {
    const rest = body.read(this.input);
    this.input = rest ?? Buffer.alloc(0);
    const rule = this.house.rules.peek("body", this.domains());
    if (rule && body.sizeBytes >= (rule.afterBytes ?? 0)) {
      this.house.rules.take("body", this.domains());
      if (rest) this.body = undefined;
      return this.perform(rule, "");
    }
    return rest ? this.endOfMessage(body) : "more";
  }

  private domains(): string[] {
    return this.to.map(domainOf);
  }

  private command(line: string): Promise<void> | undefined {
    if (this.login) return this.loginLine(line, this.login);
    const verb = line.split(" ", 1)[0]?.toUpperCase() ?? "";
    const { commands } = this.house;
    commands.set(verb, (commands.get(verb) ?? 0) + 1);
    switch (verb) {
      case "EHLO":
        return this.answer("ehlo", [], this.greeting());
      case "HELO":
        return this.answer("ehlo", [], "250 sink.test");
      case "STARTTLS":
        return this.startTls();
      case "AUTH":
        return this.auth(line);
      case "MAIL":
        return this.mail(line);
      case "RCPT":
        return this.rcpt(line);
      case "DATA":
        return this.data();
      case "RSET":
        this.forget();
        return this.say("250 2.0.0 OK");
      case "NOOP":
        return this.say("250 2.0.0 OK");
      case "QUIT":
        this.say("221 2.0.0 Bye");
        this.flush();
        this.isMute = true;
        this.socket.end();
        return undefined;
      default:
        return this.say("500 5.5.1 Unknown command");
    }
  }

  private greeting(): string {
    const extensions = this.socket instanceof TLSSocket ? this.extensionsOnTls() : this.house.extensions;
    const lines = ["sink.test", ...extensions];
    return lines.map((text, index) => `250${index === lines.length - 1 ? " " : "-"}${text}`).join("\r\n");
  }

  private extensionsOnTls(): string[] {
    return this.house.extensions.filter((name) => name !== "STARTTLS");
  }

  private say(reply: string): undefined {
    this.output += `${reply}\r\n`;
    return undefined;
  }

  private forget(): void {
    this.from = undefined;
    this.to = [];
  }

  private mail(line: string): Promise<void> | undefined {
    const from = /^MAIL FROM:<([^>]*)>/i.exec(line)?.[1];
    if (from === undefined) return this.say("501 5.5.4 Syntax");
    return this.answer("mail", [domainOf(from)], "250 2.1.0 OK", () => {
      this.from = from;
      this.to = [];
    });
  }

  private rcpt(line: string): Promise<void> | undefined {
    const recipient = /^RCPT TO:<([^>]+)>/i.exec(line)?.[1];
    if (this.from === undefined || recipient === undefined) return this.say("503 5.5.1 MAIL first");
    return this.answer("rcpt", [domainOf(recipient)], "250 2.1.5 OK", () => {
      this.to.push(recipient);
    });
  }

  private data(): Promise<void> | undefined {
    if (this.to.length === 0) return this.say("554 5.5.1 No valid recipients");
    return this.answer("data", this.domains(), "354 Go", () => {
      this.body = new BodyReader();
    });
  }

  private endOfMessage(body: BodyReader): Promise<void> | undefined {
    this.body = undefined;
    const rule = this.house.rules.take("final", this.domains());
    const isAccepted = rule?.accept ?? (rule?.close !== "before" && !rule?.silent && isYes(rule));
    const bytes = body.message();
    const message = describeMessage(bytes, this.from ?? "", this.to);
    this.forget();
    const saved = isAccepted ? this.house.accept(message, bytes) : undefined;
    const reply = "250 2.0.0 OK queued";
    if (!saved) return rule ? this.perform(rule, reply) : this.say(reply);
    return saved.then(() => (rule ? this.perform(rule, reply) : this.say(reply)));
  }

  private startTls(): Promise<void> | undefined {
    const { tls } = this.house;
    if (!tls) return this.say("502 5.5.1 No TLS here");
    return this.answer("starttls", [], "220 2.0.0 Go", () => {
      this.flush();
      this.socket.removeAllListeners("data");
      this.attach(new TLSSocket(this.socket, { isServer: true, ...tls }));
    });
  }

  private auth(line: string): Promise<void> | undefined {
    const [, mechanism = "", initial] = line.split(" ");
    if (mechanism.toUpperCase() === "LOGIN") {
      this.login = [];
      return this.say("334 VXNlcm5hbWU6");
    }
    const [, user = "", password = ""] = Buffer.from(initial ?? "", "base64")
      .toString("utf8")
      .split("\0");
    return this.judge(user, password);
  }

  private loginLine(line: string, given: string[]): Promise<void> | undefined {
    given.push(Buffer.from(line, "base64").toString("utf8"));
    if (given.length < 2) return this.say("334 UGFzc3dvcmQ6");
    this.login = undefined;
    return this.judge(given[0] ?? "", given[1] ?? "");
  }

  private judge(user: string, password: string): Promise<void> | undefined {
    const wanted = this.house.credentials;
    const isKnown = !wanted || (wanted.user === user && wanted.password === password);
    return this.answer("auth", [], isKnown ? "235 2.7.0 Welcome" : "535 5.7.8 Bad credentials");
  }

  /** Gives the usual reply, or what a rule says; `then` runs when the reply says yes. */
  private answer(
    stage: SinkStage,
    domains: string[],
    usual: string,
    then?: () => void,
  ): Promise<void> | undefined {
    const rule = this.house.rules.take(stage, domains);
    if (!rule) {
      this.say(usual);
      then?.();
      return undefined;
    }
    if (isYes(rule)) then?.();
    return this.perform(rule, usual);
  }

  private async perform(rule: SinkRule, usual: string): Promise<void> {
    this.flush();
    if (rule.delayMs) await sleep(rule.delayMs);
    if (rule.silent) return this.mute();
    if (rule.close === "before") return this.leave(rule);
    const text = rule.rawReply ?? `${rule.reply ?? usual}\r\n`;
    if (rule.dripMs === undefined) this.socket.write(text, "latin1");
    else await this.drip(text, rule.dripMs);
    if (rule.close === "after") this.leave(rule);
  }

  private async drip(text: string, everyMs: number): Promise<void> {
    for (const letter of text) {
      if (this.socket.destroyed) return;
      this.socket.write(letter, "latin1");
      await sleep(everyMs);
    }
  }

  private mute(): void {
    this.isMute = true;
    this.socket.pause();
  }

  /** Ends the dialogue; what it has not taken yet, it never takes. */
  hangUp(): void {
    this.isMute = true;
    this.socket.destroy();
  }

  private leave(rule: SinkRule): void {
    this.isMute = true;
    if (rule.reset) this.socket.resetAndDestroy();
    else this.socket.end(() => this.socket.destroy());
  }
}

function isYes(rule: SinkRule | undefined): boolean {
  const reply = rule?.rawReply ?? rule?.reply;
  return reply === undefined || /^[23]/.test(reply);
}
