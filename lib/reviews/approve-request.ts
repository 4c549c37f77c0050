import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { conflict, invalidField } from '../errors';
import { findSeedSet } from '../products/find-seed-set';
import { needsCompliance } from '../requests/approval';
import { findApprovalReasons } from '../requests/find-approval-reasons';
import { getParties } from '../requests/get-parties';
import { isAboutLiving } from '../requests/kinds/request-kind';
import { takeEffect } from '../requests/kinds/take-effect';
import { loadTest, mostDays, offeredShapes, remark } from '../requests/request';
import { findSuccession, type Succession, tellSuccessor } from '../requests/successor';
import { tellAwaited } from '../requests/tell-awaited';
import { lockCopies } from '../sandboxes/copies/move-copy';
import { approvedChanges } from './approved-changes';
import { decide } from './decide';
import { decisionAudit, decisionInput } from './decision-input';

const whenGiven = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

/**
 * Support approves, as asked or with changes (shorter, later, another shape), each change with a word to the customer.
 * The build is queued in the same transaction; where the shape or the contract asks for compliance, the request goes on
 * to them instead. Where the requester's account is disabled, somebody of their organization takes over. A request that was moved or amended since the page was loaded is refused, saying by whom.
 */
export const approveRequest = defineCommand({
  name: 'request.approve',
  input: decisionInput.extend({
    durationDays: whenGiven(z.coerce.number().int().min(1, 'At least one day.').max(mostDays)),
    startsOn: whenGiven(z.iso.date('Choose a day.')),
    shape: whenGiven(z.enum(offeredShapes)),
    seedSetName: whenGiven(z.string().max(31)),
    note: whenGiven(remark),
    /** Who takes over from a requester whose account is disabled. */
    successorId: whenGiven(idInput),
  }),
  allow: 'request:decide',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const { request } = await getParties(tx, actor, input.requestId);
    // What is about a sandbox locks its copies before the organization, as filing it does.
    if (request.concernsId) await lockCopies(tx, request.concernsId);
    const changes = approvedChanges(request, input);
    if (changes.names.length > 0 && isAboutLiving(request.kind))
      throw conflict('It takes over the sandbox’s terms; approve it as it is, or decline it.');
    if (changes.names.length > 0 && !input.note)
      throw invalidField('note', 'Tell the customer why you change what they asked for.');
    const succession = await findSuccession(tx, actor, request, input.successorId);
    const terms = { ...request, ...changes.columns, loadTest: loadTest.safeParse(request.loadTest).data };
    if (!isAboutLiving(request.kind)) await findSeedSet(tx, request.tenant.productId, terms);
    const compliance = needsCompliance(await findApprovalReasons(tx, request.organizationId, terms));
    const approver = requirePerson(actor).id;
    const decision = await decide(context, {
      as: 'support',
      move: { from: 'awaiting_support', to: compliance ? 'awaiting_compliance' : 'approved' },
      kind: compliance ? 'sent_to_compliance' : 'approved',
      text: input.note,
      details: { changes: [...changes.described, ...described(succession)] },
      columns: {
        ...changes.columns,
        ...columnsOf(succession),
        assigneeId: approver,
        decidedById: approver,
        decidedAt: now,
      },
      headline: compliance ? 'approved by support, now with compliance' : 'approved, now being built',
      message: 'The request’s page shows what happens next.',
    });
    if (succession) await tellSuccessor(context, request, succession);
    if (compliance) await tellAwaited(context, input.requestId);
    else await takeEffect(context, input.requestId);
    const successorId = succession?.successor.id ?? null;
    return { ...decision, changed: changes.names, successorId, next: compliance ? 'compliance' : 'build' };
  },
  audit: ({ input, result }) => {
    const entry = decisionAudit('request.approved', input, result);
    return {
      ...entry,
      details: {
        ...entry.details,
        changed: result.changed,
        successorId: result.successorId,
        next: result.next,
      },
    };
  },
});

const described = (succession: Succession | null) =>
  succession ? [`asked by ${succession.former} → ${succession.successor.name}`] : [];

const columnsOf = (succession: Succession | null) =>
  succession ? { requesterId: succession.successor.id } : {};
