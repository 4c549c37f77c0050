import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { can, permissions } from './permissions';

/**
 * Who may do what, written down a second time: each permission, the roles that have it, and the commands and queries that
 * ask for it. A line changes here when a person decided so, never to follow the code.
 */
const decided: [permission: keyof typeof permissions, roles: string, asked: string][] = [
  [
    'request:read',
    'customer, support, compliance, admin',
    'filing.get_stop request.clock request.get request.list',
  ],
  [
    'request:file',
    'customer, support, admin',
    'request.check_slug request.discard_draft request.filing_options request.find_draft request.repeat_build request.save_draft request.submit request.submit_refresh',
  ],
  ['request:file_for_customer', 'support, admin', ''],
  ['request:amend', 'customer, support, admin', 'request.amend'],
  ['request:withdraw', 'customer, support, admin', 'request.withdraw'],
  ['request:answer', 'customer, support, admin', 'request.answer'],
  ['request:decide', 'support, admin', 'request.approve request.ask request.decline'],
  ['request:sign', 'compliance', 'request.refuse request.return request.sign'],
  ['request:reopen', 'support, compliance, admin', 'request.reopen_review'],
  ['request:hold', 'support, admin', 'request.hold request.release'],
  ['filing:stop', 'admin', 'filing.allow filing.stop'],
  ['queue:read', 'support, compliance, admin', 'misfire.list review.get review.list_queue'],
  ['fleet:read', 'support, compliance, admin', 'fleet.coming_ends fleet.export fleet.list'],
  ['fleet:act', 'support, admin', 'fleet.preview_bulk'],
  ['fleet:keep_views', 'support, compliance, admin', 'fleet.list_views fleet.remove_view fleet.save_view'],
  [
    'sandbox:read',
    'customer, support, compliance, admin',
    'api_key.list copy.impact copy.list sandbox.destroy_impact sandbox.differences sandbox.find_current_name sandbox.get sandbox.get_activity sandbox.get_end sandbox.impact sandbox.lineage sandbox.list sandbox.list_history sandbox.list_stages sandbox.reset_impact',
  ],
  ['sandbox:reset', 'customer, support, admin', 'sandbox.reset'],
  ['sandbox:clone', 'customer, support, admin', 'sandbox.clone sandbox.clone_terms'],
  ['sandbox:people', 'customer, support, admin', 'sandbox.add_person sandbox.remove_person'],
  ['sandbox:tell_people', 'support, admin', 'sandbox.tell_people'],
  ['sandbox:rename', 'customer, support, admin', 'sandbox.rename'],
  ['sandbox:destroy', 'customer, support, compliance', 'sandbox.destroy'],
  ['sandbox:suspend', 'customer, support, admin', 'sandbox.resume sandbox.suspend'],
  ['sandbox:quarantine', 'support, compliance, admin', 'sandbox.quarantine'],
  ['sandbox:lift_quarantine', 'support, compliance', 'sandbox.lift_quarantine'],
  ['sandbox:retire', 'customer, support, compliance, admin', 'sandbox.restore sandbox.retire'],
  ['sandbox:extend', 'customer, support, admin', 'sandbox.extend'],
  ['sandbox:keep_alive', 'customer, support, admin', 'sandbox.keep_alive'],
  ['sandbox:protect', 'support, admin', 'sandbox.protect'],
  ['sandbox:unprotect', 'support, compliance, admin', 'sandbox.unprotect'],
  ['sweep:allow', 'support, admin', 'sweep.allow sweep.get_stop'],
  ['copy:decide', 'customer, support, admin', 'copy.activate copy.discard copy.roll_back'],
  ['operation:read', 'customer, support, compliance, admin', 'operation.get'],
  ['operation:cancel', 'customer, support, admin', 'operation.cancel'],
  ['operation:retry', 'customer, support, admin', 'copy.rebuild sandbox.retry_destroy'],
  [
    'operation:work',
    'system',
    'copy.begin_build copy.cancel_build copy.complete_build copy.complete_drop copy.complete_roll_back copy.complete_seal copy.expire copy.fail_build copy.fail_work copy.remind copy.resume_work notice.note_bounce request.escalate request.lapse request.remind sandbox.close_again sandbox.complete_close sandbox.complete_destroy sandbox.complete_reopen sandbox.complete_reset sandbox.drop_ended sandbox.end sandbox.fail_destroy sandbox.retire_ended sandbox.warn_end scrub_plan.fail_check scrub_plan.fail_reading scrub_plan.store_check scrub_plan.store_proposal sweep.end sweep.stop',
  ],
  ['api_key:create', 'customer', 'api_key.create api_key.prefix'],
  ['api_key:revoke', 'customer, support, admin', 'api_key.revoke'],
  ['product:register', 'admin, system', 'product.import_seed_set product.register product.register_tenant'],
  [
    'organization:read',
    'support, compliance, admin',
    'organization.get organization.list organization.list_names product.list subscription.get subscription.list',
  ],
  ['organization:demand_review', 'compliance, admin', 'organization.demand_review'],
  ['organization:waive_review', 'compliance', 'organization.waive_review'],
  ['organization:set_zone', 'support, admin', 'organization.set_zone'],
  ['policy:read', 'support, compliance, admin', 'policy.get policy.get_changes policy.list_changes'],
  ['subscription:change', 'admin', 'subscription.change'],
  ['policy:save', 'admin', 'policy.discard policy.propose policy.save'],
  ['person:read', 'admin', 'person.get person.list'],
  ['person:disable', 'admin', 'person.disable person.enable person.link_accounts'],
  [
    'notice:read',
    'customer, support, compliance, admin',
    'notice.count_unread notice.list notice.list_unread_places notice.mark_read',
  ],
  [
    'notice:choose',
    'customer, support, compliance, admin',
    'notice.choose_mails notice.get_choices notice.retry_mails notice.stop_mails',
  ],
  ['letter:preview', 'support, compliance, admin', 'letter.list'],
  [
    'scrub_plan:read',
    'support, compliance, admin',
    'scrub_plan.export_file scrub_plan.get scrub_plan.list scrub_plan.list_masks',
  ],
  [
    'scrub_plan:edit',
    'support, compliance, admin',
    'scrub_plan.check scrub_plan.classify scrub_plan.decide_columns scrub_plan.decide_scopes scrub_plan.decide_structure scrub_plan.import scrub_plan.preview_import scrub_plan.undo',
  ],
  ['certificate:read', 'customer, support, compliance, admin', 'certificate.get certificate.get_destruction'],
  ['audit:read', 'support, compliance, admin', 'audit.list'],
];

const roles = ['customer', 'support', 'compliance', 'admin'] as const;
const actors = [
  ...roles.map((role) => [role, { kind: 'person', role } as const] as const),
  ['system', { kind: 'system' } as const] as const,
] as const;

/** What each command or query asks for, read from where it is declared. */
function declared(): { name: string; allow: string }[] {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /\.ts$/.test(file) && !/\.(test|fixture)\.ts$|^testing|^command\/(command|query)\.ts$/.test(file),
  );
  return files.flatMap((file) => {
    const text = readFileSync(path.join('lib', file), 'utf8');
    return text
      .split(/\bdefine(?:Command|Query)(?:<[^(]*>)?\(\{/)
      .slice(1)
      .map((rest) => ({
        name: /\n {2}name: '([^']+)'/.exec(rest)?.[1] ?? `one without a name in ${file}`,
        allow: /\n {2}allow: '([^']+)'/.exec(rest)?.[1] ?? 'nothing',
      }));
  });
}

test('every permission is decided', () => {
  expect(decided.map(([permission]) => permission).sort()).toEqual(Object.keys(permissions).sort());
});

describe.each(decided)('%s', (permission, who, asked) => {
  test(`is what ${who} have`, () => {
    const having = actors.filter(([, actor]) => can(actor as Parameters<typeof can>[0], permission));
    expect(having.map(([role]) => role).join(', ')).toBe(who);
  });
  test('is asked for by what was decided', () => {
    const asking = declared().filter(({ allow }) => allow === permission);
    expect(asking.map(({ name }) => name).sort()).toEqual(asked.split(' ').filter(Boolean).sort());
  });
});

test('everything that is declared asks for a permission', () => {
  expect(declared().length).toBeGreaterThan(90);
  expect(declared().filter(({ allow }) => !Object.hasOwn(permissions, allow))).toEqual([]);
});
