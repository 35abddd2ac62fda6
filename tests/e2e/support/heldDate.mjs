// @ts-check
/**
 * `node --import heldDate.mjs program.mjs`: the program believes it starts at HELD_DATE (an ISO instant), so that
 * the demonstration is the same whatever the day the tests run.
 */
const start = Date.parse(process.env.HELD_DATE ?? "");
if (Number.isNaN(start)) throw new Error("HELD_DATE is not an instant");

const RealDate = Date;
const shiftMs = start - RealDate.now();
const now = () => RealDate.now() + shiftMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => (args.length === 0 ? new target(now()) : Reflect.construct(target, args)),
  apply: () => new RealDate(now()).toString(),
  get: (target, property) => (property === "now" ? now : Reflect.get(target, property, target)),
});
