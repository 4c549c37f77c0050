import { makeNote } from '../../people/person';
import {
  array,
  bytes,
  columnNames,
  date,
  json,
  type Row,
  type TableRows,
  timestamp,
} from '../../writing/cells';
import { createRandom, type Random } from '../../writing/random';
import { momentOf, type Sizes, type TenantPlan } from '../plan';
import type { Part } from '../shop/catalogue';
import type { Run } from '../shop/runs';
import { makeIp, makeUuid, userAgents } from './access';
import type { Partner } from './partner';
import type { StaffMember } from './staff';

export type Subjects = {
  runs: readonly Run[];
  parts: readonly Part[];
  suppliers: readonly Partner[];
  staff: readonly StaffMember[];
};

/** Comments alone: the part of collaboration that a seed set carries. */
export function commentTable(plan: TenantPlan, sizes: Sizes, of: Subjects): TableRows {
  return {
    table: 'comments',
    columns: columnNames(
      'id subject_table subject_id parent_id author_id body mentions created_at edited_at',
    ),
    rows: commentRows(plan, sizes, of),
  };
}

/** Attachments and the audit trail. */
export function trailTables(plan: TenantPlan, sizes: Sizes, of: Subjects): TableRows[] {
  return [
    {
      table: 'attachments',
      columns: columnNames(`
        id subject_table subject_id file_name media_type byte_size sha256 storage_url preview metadata
        uploaded_by created_at`),
      rows: attachmentRows(plan, sizes, of),
    },
    {
      table: 'audit_events',
      columns: columnNames(`
        id occurred_at action table_name row_id actor_id actor_email before after ip user_agent`),
      rows: auditRows(plan, sizes, of),
    },
  ];
}

function pickSubject(random: Random, { runs, parts, suppliers }: Subjects): readonly [string, number, Part] {
  const kind = random.int(0, 9);
  const part = random.pick(parts);
  if (kind === 0) return ['suppliers', random.pick(suppliers).id, part];
  if (kind < 4) return ['parts', part.id, part];
  const run = random.pick(runs);
  return ['runs', run.id, run.procedure.part];
}

const demoRemarks = [
  'Second reading taken after warming up, now inside tolerance.',
  'Label was printed twice; the duplicate is shredded.',
  'Ran out of thread locker, took a bottle from hall 2.',
  'Fixture cleaned before the run, see photo on the traveller.',
];

/** About one in six answers an earlier comment, on that comment's subject. */
function* commentRows(plan: TenantPlan, sizes: Sizes, of: Subjects): Iterable<Row> {
  const random = createRandom(`${plan.name}/comments`);
  const roots: (readonly [id: number, table: string, subject: number])[] = [];
  for (let id = 1; id <= sizes.comments; id++) {
    const author = random.pick(of.staff);
    const about = random.pick(of.staff);
    const parent = roots.length > 0 && random.chance(0.17) ? random.pick(roots) : null;
    const [table, subject, part] = pickSubject(random, of);
    if (!parent) roots.push([id, table, subject]);
    const at = momentOf(random, id - 1, sizes.comments);
    const body = makeNote(random, author.culture, about, about.mail, part.number, date(at));
    yield [
      id,
      parent ? parent[1] : table,
      parent ? parent[2] : subject,
      parent ? parent[0] : null,
      author.id,
      plan.flavour === 'demo' ? random.pick(demoRemarks) : body,
      array(random.chance(0.3) ? [about.mail] : []),
      timestamp(at),
      random.chance(0.1) ? timestamp(at + 600_000) : null,
    ];
  }
}

const fileKinds = [
  'Prüfprotokoll',
  'Certificate',
  'Rechnung',
  'Photo',
  '検査成績書',
  'Attestation',
  'Lieferschein',
];

function* attachmentRows(plan: TenantPlan, sizes: Sizes, of: Subjects): Iterable<Row> {
  const random = createRandom(`${plan.name}/attachments`);
  for (let index = 0; index < sizes.attachments; index++) {
    const person = random.pick(of.staff);
    const [table, subject] = pickSubject(random, of);
    const photo = random.chance(0.4);
    const at = momentOf(random, index, sizes.attachments);
    const [city] = person.culture.cities;
    yield [
      makeUuid(random),
      table,
      subject,
      photo
        ? `IMG_${random.pattern('####')}.jpg`
        : `${random.pick(fileKinds)}_${person.family.native}_${date(at)}.pdf`,
      photo ? 'image/jpeg' : 'application/pdf',
      random.int(20_000, 8_000_000),
      bytes(random.hex(64)),
      `s3://${plan.name}-attachments/${random.hex(2)}/${random.hex(30)}`,
      photo && random.chance(0.3) ? bytes(`ffd8ffe000104a464946${random.hex(60)}`) : null,
      photo
        ? json({
            camera: 'SM-X306B',
            artist: person.name,
            gps: city ? { lat: city.at[0], lon: city.at[1] } : undefined,
          })
        : json({ author: person.latinName, producer: 'fabrica 4.2', pages: random.int(1, 9) }),
      person.id,
      timestamp(at),
    ];
  }
}

function* auditRows(plan: TenantPlan, sizes: Sizes, of: Subjects): Iterable<Row> {
  const random = createRandom(`${plan.name}/audit_events`);
  for (let id = 1; id <= sizes.auditEvents; id++) {
    const actor = random.pick(of.staff);
    const change = auditChange(random, of);
    yield [
      id,
      timestamp(momentOf(random, id - 1, sizes.auditEvents)),
      ...change,
      random.chance(0.95) ? actor.id : null,
      actor.mail,
      ...auditValues(random, change[1], of),
      random.chance(0.9) ? makeIp(random) : null,
      random.chance(0.9) ? random.pick(userAgents) : null,
    ];
  }
}

type Change = readonly [action: string, table: string | null, row: string | null];

function auditChange(random: Random, of: Subjects): Change {
  const kind = random.int(0, 9);
  if (kind < 3) return ['sign_in', null, null];
  if (kind === 3) return ['export', random.pick(['runs', 'measurements', 'users']), null];
  if (kind < 6) return ['update', 'users', String(random.pick(of.staff).id)];
  if (kind < 8) return ['update', 'suppliers', String(random.pick(of.suppliers).id)];
  return ['insert', 'parts', String(random.pick(of.parts).id)];
}

/** The row before and after, as the triggers would have kept it: what changed, with the person it is about. */
function auditValues(
  random: Random,
  table: string | null,
  of: Subjects,
): readonly [string | null, string | null] {
  if (table === 'users') {
    const { mail, name, phone } = random.pick(of.staff);
    return [
      json({ email: mail, full_name: name, phone: null }),
      json({ email: mail, full_name: name, phone }),
    ];
  }
  if (table === 'suppliers') {
    const { name, person } = random.pick(of.suppliers);
    return [
      json({ name, contact_name: null }),
      json({ name, contact_name: person.name, phone: person.phone }),
    ];
  }
  if (table === 'parts') return [null, json({ number: random.pick(of.parts).number, state: 'draft' })];
  return [null, null];
}
