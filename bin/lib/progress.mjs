// @ts-check
/**
 * @typedef {object} Step
 * @property {(detail?: string) => void} done
 * @property {(detail?: string) => void} fail
 */

/**
 * @typedef {object} Progress
 * @property {(text: string) => void} line prints a line as it is
 * @property {(label: string) => Step} begin
 * @property {<T>(label: string, work: () => Promise<T>) => Promise<T>} during begins, works, and says how it ended
 * @property {() => void} close
 */

/**
 * @typedef {object} Screen what a line is printed on
 * @property {(text: string) => unknown} write
 * @property {boolean} [isTTY]
 * @property {number} [columns]
 */

/**
 * A duration as the French write it: `3,2 s`, `2 min 05 s`.
 *
 * @param {number} durationMs
 */
export function formatDuration(durationMs) {
  const tenths = Math.round(durationMs / 100);
  if (tenths < 600) return `${Math.floor(tenths / 10)},${tenths % 10}\u00a0s`;
  const seconds = Math.round(tenths / 10);
  return `${Math.floor(seconds / 60)}\u00a0min\u00a0${String(seconds % 60).padStart(2, "0")}\u00a0s`;
}

/**
 * Says what goes on: in a terminal, one moving line below the finished steps; elsewhere, plain lines.
 *
 * @param {{ screen?: Screen, now?: () => number }} [options]
 * @returns {Progress}
 */
export function createProgress({ screen = process.stdout, now = Date.now } = {}) {
  const moving = screen.isTTY === true;
  /** @type {Map<symbol, { label: string, startedAt: number }>} */
  const running = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  const erase = () => moving && screen.write("\r\u001b[K");
  const draw = () => {
    const [oldest] = running.values();
    if (!moving || oldest === undefined) return;
    const labels = [...running.values()].map(({ label }) => label).join(", ");
    const text = `… ${labels} (${Math.round((now() - oldest.startedAt) / 1000)}\u00a0s)`;
    screen.write(`\r\u001b[K${text.slice(0, (screen.columns ?? 80) - 1)}`);
  };
  /** @param {string} text */
  const line = (text) => {
    erase();
    screen.write(`${text}\n`);
    draw();
  };
  /** @param {string} label */
  const begin = (label) => {
    const key = Symbol(label);
    const startedAt = now();
    running.set(key, { label, startedAt });
    if (moving) {
      timer ??= setInterval(draw, 1000).unref();
      draw();
    } else {
      screen.write(`… ${label}\n`);
    }
    /** @param {string} mark @param {string} [detail] */
    const end = (mark, detail) => {
      if (!running.delete(key)) return;
      line(`${mark} ${label} (${detail ? `${detail}, ` : ""}${formatDuration(now() - startedAt)})`);
    };
    return {
      /** @param {string} [detail] */
      done: (detail) => end("✓", detail),
      /** @param {string} [detail] */
      fail: (detail) => end("✗", detail),
    };
  };
  return {
    line,
    begin,
    async during(label, work) {
      const step = begin(label);
      try {
        const result = await work();
        step.done();
        return result;
      } catch (error) {
        step.fail();
        throw error;
      }
    },
    close() {
      clearInterval(timer);
      timer = undefined;
      running.clear();
      erase();
    },
  };
}
