/** Runs the test mail server in a process of its own; options as one JSON argument. */
import { type SinkOptions, startSmtpSink } from "./smtpSink";

const options = JSON.parse(process.argv[2] ?? "{}") as SinkOptions;
const sink = await startSmtpSink({ controlPort: 0, ...options });
process.stdout.write(`${JSON.stringify({ port: sink.port, controlPort: sink.controlPort })}\n`);

const stop = (): void => {
  void sink.close().then(() => process.exit(0));
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// The parent holds our standard input: when it dies, however it dies, we go too.
process.stdin.resume().on("end", stop);
