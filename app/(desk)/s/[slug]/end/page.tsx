import { EndFacts } from '@/components/sandboxes/life/end-facts';
import { ExtendForm } from '@/components/sandboxes/life/extend-form';
import { NeverCame } from '@/components/sandboxes/life/never-came';
import { ReasonForm } from '@/components/sandboxes/life/reason-form';
import { LinkButton } from '@/components/ui/actions/link-button';
import { TextField } from '@/components/ui/form/text-field';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { getEnd } from '@/lib/ends/get-end';
import { createUuid } from '@/lib/ids';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { askForPage } from '../../../ask-for-page';
import { extendSandboxAction, protectSandboxAction, unprotectSandboxAction } from '../actions/life';

type Params = Promise<{ slug: string }>;

export const metadata = { title: 'End of a sandbox' };

/** When a sandbox ends and why, and what moves that: an extension, a protection. */
export default async function EndPage({ params }: { params: Params }) {
  const { id, slug } = await askForPage(getSandbox, await params);
  const end = await askForPage(getEnd, { sandboxId: id });
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <PageHeader
        title={`End of ${slug}`}
        actions={<LinkButton href={`/s/${slug}`}>Back to it</LinkButton>}
      />
      <Panel title="When it ends" flush>
        <EndFacts end={end} />
      </Panel>
      {end.may.extend && (
        <Panel title="Extend it">
          <NeverCame names={end.neverCame} slug={slug} />
          <ExtendForm end={end} idempotencyKey={createUuid()} extendSandboxAction={extendSandboxAction} />
        </Panel>
      )}
      {end.may.protect && !end.protection && (
        <Panel title="Protect it">
          <ReasonForm
            action={protectSandboxAction}
            sandboxId={id}
            idempotencyKey={createUuid()}
            label="Protect"
            hint="No end acts before that day, and no program resets it. Its people read this."
            whyNot={end.whyNot.protect}
          >
            <TextField
              name="days"
              label="For how many days"
              type="number"
              inputMode="numeric"
              min={1}
              defaultValue="14"
            />
          </ReasonForm>
        </Panel>
      )}
      {end.may.unprotect && end.protection && (
        <Panel title="Take the protection off">
          <ReasonForm
            action={unprotectSandboxAction}
            sandboxId={id}
            idempotencyKey={createUuid()}
            label="Take it off"
            variant="secondary"
            hint="Its own end counts again; its people are warned before it acts."
            whyNot={null}
          />
        </Panel>
      )}
    </div>
  );
}
