/** Why a slot was not given. */
type SlotAnswer = "taken" | "aborted" | "closed" | "busy";

/** A fixed number of places, given in the order of asking. */
export class Slots {
  private readonly waiting = new Set<(answer: SlotAnswer) => void>();
  private used = 0;
  private isClosed = false;

  constructor(
    private readonly size: number,
    private readonly maxWaiting: number,
  ) {}

  /** Waits for a place. `busy` when too many wait already. Each `taken` needs one `give`. */
  take(signal?: AbortSignal): Promise<SlotAnswer> {
    if (this.isClosed) return Promise.resolve("closed");
    if (signal?.aborted) return Promise.resolve("aborted");
    if (this.used < this.size) {
      this.used += 1;
      return Promise.resolve("taken");
    }
    if (this.waiting.size >= this.maxWaiting) return Promise.resolve("busy");
    return new Promise((resolve) => {
      const answer = (value: SlotAnswer): void => {
        this.waiting.delete(answer);
        signal?.removeEventListener("abort", onAbort);
        resolve(value);
      };
      const onAbort = (): void => answer("aborted");
      this.waiting.add(answer);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  }

  /** Gives a place back: it passes to the one who has waited longest. */
  give(): void {
    const [next] = this.waiting;
    if (next) next("taken");
    else this.used -= 1;
  }

  /** Sends away those who wait and whoever comes later. Those inside keep their place. */
  close(): void {
    this.isClosed = true;
    for (const answer of [...this.waiting]) answer("closed");
  }

  get isIdle(): boolean {
    return this.used === 0;
  }
}
