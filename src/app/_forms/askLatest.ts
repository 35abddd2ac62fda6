/**
 * What follows a person who types: asks after each pause, one question at a time, and drops an answer to
 * what has changed since it was asked.
 */

export interface Following<Answer> {
  /** Asks about what is there now. */
  ask: () => Promise<Answer>;
  /** Milliseconds without a change before asking. */
  pause: number;
  /** The answer to what is still there. */
  onAnswer: (answer: Answer) => void;
  /** No answer came to what is still there. */
  onTrouble: () => void;
  /** Something changed that is not answered yet. */
  onWaiting: () => void;
}

export interface Follower {
  /** Something changed: the answer to what was there before is worth nothing any more. */
  changed: () => void;
  /** Asks at once, without the pause. */
  now: () => void;
  /** Something changed that nothing can be asked about before the next change. */
  hold: () => void;
  stop: () => void;
}

/** Nothing is asked before the first change. */
export function askLatest<Answer>(following: Following<Answer>): Follower {
  const { ask, pause, onAnswer, onTrouble, onWaiting } = following;
  let latest = 0;
  let isDue = false;
  let isAsking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const send = async () => {
    timer = undefined;
    // Asked once the answer under way has come.
    if (isAsking || !isDue || isStopped) return;
    isAsking = true;
    isDue = false;
    const asked = latest;
    const isCurrent = () => asked === latest && !isStopped;
    try {
      const answer = await ask();
      if (isCurrent()) onAnswer(answer);
    } catch {
      if (isCurrent()) onTrouble();
    } finally {
      isAsking = false;
    }
    if (timer === undefined) await send();
  };
  const outdate = () => {
    latest += 1;
    clearTimeout(timer);
    timer = undefined;
    onWaiting();
  };
  const after = (wait: number) => {
    outdate();
    isDue = true;
    timer = setTimeout(() => void send(), wait);
  };
  return {
    changed: () => after(pause),
    now: () => after(0),
    hold: () => {
      outdate();
      isDue = false;
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
