/**
 * What a column may hold, as compliance reads it. The part before the point is the group that rules speak of: direct
 * identifiers and secrets need a reason to be kept, live wires are always cut, `unclassified` stops a snapshot.
 */
export const dataClasses = [
  'direct.person_name',
  'direct.mail',
  'direct.phone',
  'direct.address',
  'direct.national_id',
  'direct.account_number',
  'direct.card_number',
  'direct.birth_date',
  'direct.ip_address',
  'direct.device',
  'direct.username',
  'direct.location',
  'direct.image',
  'direct.free_text',
  'secret.password',
  'secret.token',
  'secret.key',
  'secret.session',
  'wire.url',
  'wire.mail_server',
  'wire.schedule',
  'wire.switch',
  'quasi.identifier',
  'business.value',
  'technical',
  'unclassified',
] as const;

export type DataClass = (typeof dataClasses)[number];

export type ClassGroup = 'direct' | 'secret' | 'wire' | 'quasi' | 'business' | 'technical' | 'unclassified';

const groups: ClassGroup[] = ['direct', 'secret', 'wire', 'quasi', 'business', 'technical', 'unclassified'];

/** The group of a class: the word before the point. */
export function groupOf(dataClass: DataClass): ClassGroup {
  const [head] = dataClass.split('.');
  return groups.find((group) => group === head) ?? 'unclassified';
}

/** True where keeping the raw value needs a person's reason. */
export function isSensitive(dataClass: DataClass): boolean {
  return ['direct', 'secret', 'wire', 'quasi'].includes(groupOf(dataClass));
}
