import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { listLetters } from '@/lib/notices/letters/list-letters';
import { askForPage } from '../../ask-for-page';

export const metadata = { title: 'Letters' };

/** Every kind of mail, as it reads, for those who are asked about one. */
export default async function LettersPage() {
  const letters = await askForPage(listLetters, {});
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageHeader title="Letters" />
      {letters.map(({ kind, label, isBatched, subject, text }) => (
        <Panel key={kind} title={label}>
          <p className="text-muted">
            {isBatched ? 'In one mail a day, at 08:00 of its reader.' : 'Mailed at once.'}
          </p>
          <p className="mt-2 font-medium">{subject}</p>
          <pre className="mt-2 text-sm break-words whitespace-pre-wrap">{text}</pre>
        </Panel>
      ))}
    </div>
  );
}
