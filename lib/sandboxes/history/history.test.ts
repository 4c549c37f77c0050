import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type PersonActor, systemActor } from '../../access/actor';
import { appendEvent } from '../../audit/append-event';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { databaseNow, transaction } from '../../db/transaction';
import { extendSandbox } from '../../ends/extend-sandbox';
import { protectSandbox } from '../../ends/protect-sandbox';
import { cloneSandbox } from '../../requests/clone/clone-sandbox';
import { addPerson } from '../../requests/people/add-person';
import { removePerson } from '../../requests/people/remove-person';
import { renameSandbox } from '../../requests/slug/rename-sandbox';
import { allCommands } from '../../testing/all-commands';
import { useControlDatabase } from '../../testing/database';
import { createSandbox } from '../../testing/requests';
import { cloneOf, createDelivered } from '../../testing/resets';
import { scenarios } from '../../testing/scenarios';
import { createWorld, type World } from '../../testing/world';
import { liftQuarantine } from '../shut/lift-quarantine';
import { quarantineSandbox } from '../shut/quarantine-sandbox';
import { suspendSandbox } from '../shut/suspend-sandbox';
import { historyWords, notShown, shownEvents } from './history-words';
import { listHistory } from './list-history';

useControlDatabase();
const commands = await allCommands();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

const historyOf = (sandboxId: string, actor: PersonActor, cursor?: string) =>
  ask(listHistory, { sandboxId, cursor }, actor);

/** The events that a command may write about a sandbox, as its `audit` is written: one of two, where it chooses. */
function eventsAboutSandboxes(source: string): string[] {
  return source
    .split('defineCommand({')
    .slice(1)
    .map((rest) => / {2}audit: [\s\S]*?\n\}\);/.exec(rest)?.[0] ?? rest)
    .filter((audit) => audit.includes("type: 'sandbox'"))
    .flatMap((audit) => {
      const [chosen = ''] = /event:[\s\S]*?subject:/.exec(audit) ?? [];
      const about = audit.includes("type: 'request'") ? /^(?!request\.)/ : /^/;
      return [...chosen.matchAll(/'([a-z_]+\.[a-z_]+)'/g)]
        .map(([, name = '']) => name)
        .filter((name) => about.test(name));
    });
}

function allEvents(): string[] {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$|^testing/.test(file),
  );
  return files.flatMap((file) => eventsAboutSandboxes(readFileSync(path.join('lib', file), 'utf8')));
}

describe('words', () => {
  test('every event about a sandbox that a command may write has its own, or a reason to be left out', () => {
    const events = allEvents();
    expect(events.length).toBeGreaterThan(35);
    const known = [...Object.keys(historyWords), ...Object.keys(notShown)];
    expect(events.filter((event) => !known.includes(event))).toEqual([]);
    expect(Object.keys(notShown).filter((event) => !events.includes(event))).toEqual([]);
    expect(Object.keys(historyWords).filter((event) => Object.hasOwn(notShown, event))).toEqual([]);
  });

  test('events are read out of a command, both of one that chooses', () => {
    const written = `defineCommand({
  name: 'sandbox.mend',
  audit: ({ result }) => ({
    event: result.isWhole ? 'sandbox.mended' : 'sandbox.mended_in_part',
    subject: { type: 'sandbox', id: result.sandboxId },
  }),
});`;
    expect(eventsAboutSandboxes(written)).toEqual(['sandbox.mended', 'sandbox.mended_in_part']);
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    'what %s does to a sandbox is told, by whoever did it',
    async (name, command) => {
      const { input, actor } = (await scenarios[name]?.(world)) ?? { input: {}, actor: systemActor('none') };
      expect(await run(command, input, actor)).toMatchObject({ ok: true });
      const written = await db().auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
      if (written.subjectType !== 'sandbox' || Object.hasOwn(notShown, written.event)) return;
      const [latest] = (await historyOf(written.subjectId, world.support)).rows;
      expect(latest).toMatchObject({ event: written.event, by: actor.kind === 'person' ? actor.name : null });
      expect(latest?.words).toMatch(/^[a-z].*[^.]$/);
      expect(latest?.words).not.toMatch(/undefined|null|NaN|\[object| {2}/);
    },
  );
});

describe('the history', () => {
  test('tells who did what and why, latest first, with where to read on', async () => {
    const { id, slug } = await createSandbox(world, 'ready');
    const actor = world.customer;
    const why = (reason: string) => ({ sandboxId: id, reason });
    await runOrThrow(extendSandbox, { ...why('A pilot.'), days: 3 }, world.support);
    await runOrThrow(protectSandbox, { ...why('Their audit.'), days: 9 }, world.support);
    const person = {
      kind: 'person',
      name: 'jo@acme.example',
      reason: 'Helps to look at the export.',
    } as const;
    await runOrThrow(addPerson, { sandboxId: id, ...person }, actor);
    const { id: personId } = await db().sandboxPerson.findFirstOrThrow({
      where: { sandboxId: id, key: person.name },
    });
    await runOrThrow(removePerson, { sandboxId: id, personId }, actor);
    await runOrThrow(renameSandbox, { sandboxId: id, typedName: slug, slug: `${slug}x` }, actor);
    await runOrThrow(suspendSandbox, why('A fair.'), actor);
    await runOrThrow(quarantineSandbox, why('It calls out.'), world.compliance);
    await runOrThrow(liftQuarantine, why('It was a probe.'), world.compliance);
    const { rows, total } = await historyOf(id, actor);
    expect(total.value).toBe(rows.length);
    const told = rows.map(({ by, words, reason, link }) => [by, words, reason, link?.href ?? null]);
    const end = `/s/${slug}x/end`;
    expect(told).toEqual([
      [world.compliance.name, 'lifted the quarantine; it stayed suspended', 'It was a probe.', null],
      [world.compliance.name, 'quarantined it', 'It calls out.', null],
      [actor.name, 'suspended it', 'A fair.', null],
      [actor.name, `renamed it from ${slug} to ${slug}x`, null, null],
      [actor.name, 'removed jo@acme.example', null, null],
      [actor.name, 'added jo@acme.example', null, null],
      [world.support.name, expect.stringMatching(/^protected it until .* UTC$/), 'Their audit.', end],
      [world.support.name, expect.stringMatching(/^extended it to .* UTC$/), 'A pilot.', end],
    ]);
  });

  test('holds what its requests and keys tell, and nothing of another sandbox', async () => {
    const [sandbox, other] = [await createSandbox(world, 'ready'), await createSandbox(world, 'ready')];
    const append = (type: string, id: string, event: string) =>
      transaction(async (tx) =>
        appendEvent(tx, world.customer, { event, subject: { type, id } }, await databaseNow(tx)),
      );
    await append('request', sandbox.requestId, 'request.approved');
    await append('request', other.requestId, 'request.approved');
    const { id: keyId } = await db().apiKey.create({
      data: {
        id: `k${sandbox.id}`,
        sandboxId: sandbox.id,
        label: 'CI',
        hash: sandbox.id,
        fingerprint: 'f',
        createdById: world.customer.id,
      },
    });
    await append('api_key', keyId, 'api_key.created');
    await append('sandbox', other.id, 'sandbox.suspended');
    const { rows } = await historyOf(sandbox.id, world.customer);
    expect(rows.map(({ words, link }) => [words, link?.href ?? null])).toEqual([
      ['made the API key “CI”', null],
      ['approved it', `/requests/${sandbox.requestId}`],
    ]);
  });

  test('of a clone begins where the other sandbox’s tells of it', async () => {
    const source = await createDelivered(world);
    const input = cloneOf(source.id);
    const { cloneId, cloneSlug, requestId } = await runOrThrow(cloneSandbox, input, world.customer);
    const asked = { by: world.customer.name, words: `asked for ${cloneSlug}, a clone of ${source.slug}` };
    const link = { href: `/requests/${requestId}` };
    for (const id of [source.id, cloneId ?? '']) {
      const { rows } = await historyOf(id, world.customer);
      expect(rows).toEqual([expect.objectContaining({ ...asked, link: expect.objectContaining(link) })]);
    }
    await runOrThrow(cloneSandbox, cloneOf(source.id), world.customer);
    expect((await historyOf(source.id, world.customer)).total.value).toBe(2);
    expect((await historyOf(cloneId ?? '', world.customer)).total.value).toBe(1);
  });

  test('shows customers their own organization’s alone, and nothing that is for the house', async () => {
    const { id } = await createSandbox(world, 'ready');
    const subject = { type: 'sandbox', id };
    for (const event of ['copy.work_resumed', 'copy.sealed', 'sandbox.made_up', 'sandbox.resumed'])
      await transaction(async (tx) =>
        appendEvent(tx, systemActor('worker'), { event, subject }, await databaseNow(tx)),
      );
    const seen = async (actor: PersonActor) => (await historyOf(id, actor)).rows.map(({ event }) => event);
    expect(await seen(world.colleague)).toEqual(['sandbox.resumed']);
    expect(await seen(world.support)).toEqual(['sandbox.resumed', 'copy.work_resumed']);
    await expect(historyOf(id, world.neighbour)).rejects.toMatchObject({ code: 'not_found' });
    expect(shownEvents(false)).not.toContain('copy.work_resumed');
  });

  test('comes in pages, each event on one of them', async () => {
    const { id } = await createSandbox(world, 'ready');
    const entry = {
      event: 'sandbox.end_warned',
      subject: { type: 'sandbox', id },
      details: { daysBefore: 7 },
    };
    for (let count = 0; count < 60; count += 1)
      await transaction(async (tx) => appendEvent(tx, systemActor('worker'), entry, await databaseNow(tx)));
    const pages = [await historyOf(id, world.customer)];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
      pages.push(await historyOf(id, world.customer, next));
    const numbers = pages.flatMap(({ rows }) => rows.map(({ seq }) => seq));
    expect(pages.map(({ rows, total }) => [rows.length, total.value])).toEqual([
      [25, 60],
      [25, 60],
      [10, 60],
    ]);
    expect(new Set(numbers).size).toBe(60);
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
  });
});
