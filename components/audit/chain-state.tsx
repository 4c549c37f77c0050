import { Banner } from '../ui/feedback/banner';

/**
 * What can be said about the chain from this page: where it ends, and whether the events shown are what their hashes
 * cover. The whole chain is read by the command line, since a million events take a minute.
 */
export function ChainState({
  head,
  broken,
  outside,
}: {
  head: { seq: number; hash: string };
  /** Numbers of events on this page whose contents do not match their hash. */
  broken: readonly number[];
  /** How many rows stand outside of the chain's numbers; they are not shown. */
  outside: number;
}) {
  if (outside > 0)
    return (
      <Banner tone="danger" title="The chain does not hold">
        {outside} {outside === 1 ? 'row was' : 'rows were'} added past the chain and{' '}
        {outside === 1 ? 'is' : 'are'} not shown. Run npm run sandgate -- verify-audit.
      </Banner>
    );
  if (broken.length > 0)
    return (
      <Banner tone="danger" title="The chain does not hold">
        {broken.length === 1 ? 'Event' : 'Events'} {broken.join(', ')} on this page{' '}
        {broken.length === 1 ? 'was' : 'were'} changed after being written. Run npm run sandgate --
        verify-audit.
      </Banner>
    );
  return (
    <p className="text-xs text-muted text-pretty">
      The chain has {head.seq.toLocaleString('en')} events and ends in{' '}
      <code className="font-mono break-all select-all" title={head.hash}>
        {head.hash.slice(0, 16)}
      </code>
      . Those on this page match their hashes;{' '}
      <code className="font-mono">npm run sandgate -- verify-audit</code> proves all of them.
    </p>
  );
}
