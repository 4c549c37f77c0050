import { stoppedText } from '@/lib/requests/filing/filing-stop';
import { Banner } from '../../ui/feedback/banner';

/** Says before anybody fills in a form that it will not be taken, and why. */
export function FilingStopBanner({ stop }: { stop: { reason: string } | null }) {
  if (!stop) return null;
  return (
    <div className="mb-4">
      <Banner tone="warning">
        <span dir="auto">{stoppedText(stop)}</span>
      </Banner>
    </div>
  );
}
