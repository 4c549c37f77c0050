import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * How a page says that a parameter of its address is wrong (400). Next.js can say only that a page exists or that it does
 * not.
 *
 * Named on `globalThis`, since the web server and Next.js's bundle load this file each for themselves.
 */
type Refuse = (parameter: string) => void;

const holder = globalThis as typeof globalThis & { sandgateAnswer?: AsyncLocalStorage<Refuse> };

const answers = () => {
  holder.sandgateAnswer ??= new AsyncLocalStorage<Refuse>();
  return holder.sandgateAnswer;
};

/** Runs what answers one request; `refuse` is called once a page says that a parameter of its address cannot be read. */
export function withRefusal<Result>(refuse: Refuse, serve: () => Result): Result {
  return answers().run(refuse, serve);
}

/** Answers this request with 400, since a parameter of its address holds a value that cannot be read. */
export function refuseParameter(name: string): void {
  answers().getStore()?.(name.slice(0, 63));
}
