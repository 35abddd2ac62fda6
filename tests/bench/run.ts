/** `npm run bench [letters]`: figures and ratios, each bench in a process of its own. Never part of the tests. */
import type { BenchLine } from "./measure";
import { closeBenchWorld, openBenchWorld } from "./world";

type Bench = () => Promise<BenchLine>;

const BENCHES: Record<string, Bench> = {
  a: async () => (await import("./sweepBench")).sweepBench(await openBenchWorld("sweep")),
  b: async () => (await import("./sendBench")).sendBench(),
  c: async () => (await import("./pdfBench")).pdfBench(),
  d: async () => (await import("./importBench")).importBench(await openBenchWorld("import")),
  e: async () => (await import("./listBench")).listBench(await openBenchWorld("list")),
  g: async () => (await import("./replayBench")).replayBench(await openBenchWorld("replay")),
  h: async () => (await import("./fairnessBench")).fairnessBench(),
  f: async () => (await import("./decideBench")).decideBench(await openBenchWorld("decide")),
};

const [letter = ""] = process.argv.slice(2);
const bench = BENCHES[letter];
if (!bench) throw new Error(`no bench « ${letter} »: ${Object.keys(BENCHES).join(", ")}`);
const line = await bench();
await closeBenchWorld();
process.stdout.write(`${JSON.stringify(line)}\n`);
process.exit(0);
