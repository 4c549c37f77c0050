import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * What a page says about its answer beyond what Next.js lets it say: that the address was wrong (400), and by which
 * parameter. Next.js knows pages that are there and pages that are not.
 *
 * Named on `globalThis`, since the web server and Next.js's bundle load this file each for themselves.
 */
export type AnswerStatus = { refusedParameter: string | null };

const holder = globalThis as typeof globalThis & { sandgateAnswer?: AsyncLocalStorage<AnswerStatus> };

const answers = () => {
  holder.sandgateAnswer ??= new AsyncLocalStorage<AnswerStatus>();
  return holder.sandgateAnswer;
};

/** Runs what answers one request; what it says about the answer is then in `answer`. */
export function withAnswer<Result>(answer: AnswerStatus, serve: () => Result): Result {
  return answers().run(answer, serve);
}

/** Says that this request's address holds a value that cannot be read; the page that follows is answered with 400. */
export function refuseParameter(name: string): void {
  const answer = answers().getStore();
  if (answer) answer.refusedParameter = name.slice(0, 63);
}
