import { Banner } from '../ui/feedback/banner';
import { MessageList } from './message-list';

/** What the check of a plan found that stops nothing: rows that stay behind, or that break today's constraints. */
export function CheckWarnings({ warnings }: { warnings: readonly { message: string }[] }) {
  if (warnings.length === 0) return null;
  return (
    <Banner title="Good to know before it is signed">
      <MessageList messages={warnings} elsewhere=", which the command line’s plan check prints" />
    </Banner>
  );
}
