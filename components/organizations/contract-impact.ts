import type { Organization } from './organization-facts';

/** What it does to this customer's requests and sandboxes when the signature is demanded, a sentence each. */
export function impactOfDemanding({ name, impact }: Organization): string[] {
  const { beforeApproval, awaitingSignature, sandboxes } = impact;
  return [
    `From now on blank and seeded sandboxes of ${name} wait for support and for compliance too.`,
    beforeApproval === 0
      ? 'No request for one waits for support or for an answer now.'
      : `${requests(beforeApproval)} that support has yet to approve, filed before this, ${beforeApproval === 1 ? 'goes' : 'go'} to compliance after that.`,
    ...waiting(awaitingSignature),
    sandboxes === 0
      ? 'It has no sandbox now.'
      : 'What is approved and the sandboxes that are there stay as they are.',
  ];
}

/** What it does when the signature is waived, a sentence each. */
export function impactOfWaiving({ name, impact }: Organization): string[] {
  const { beforeApproval, awaitingSignature } = impact;
  return [
    `From now on blank and seeded sandboxes of ${name} are built inside its subscription without anybody’s approval, and else with support’s alone.`,
    beforeApproval === 0
      ? 'No request for one waits for support or for an answer now.'
      : `${requests(beforeApproval)} that support has yet to approve, filed before this, ${beforeApproval === 1 ? 'needs' : 'need'} no signature after that.`,
    ...waiting(awaitingSignature),
    'Snapshots need the signature under any contract.',
  ];
}

const requests = (count: number) => (count === 1 ? 'The one request' : `The ${count} requests`);

function waiting(count: number): string[] {
  if (count === 0) return [];
  return count === 1
    ? ['The one request that waits for the signature goes on waiting for it.']
    : [`The ${count} requests that wait for the signature go on waiting for it.`];
}
