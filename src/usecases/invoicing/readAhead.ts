/**
 * Gives values one by one while the next one is already being made: a file is read while the
 * database writes. At most one value waits.
 */
export async function* readAhead<Value>(values: AsyncGenerator<Value>): AsyncGenerator<Value> {
  let next = values.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = values.next();
      // Its failure is thrown when its turn comes; until then nobody is listening.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await values.return(undefined);
  }
}
