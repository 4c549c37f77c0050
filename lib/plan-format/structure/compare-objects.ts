/**
 * What a structure consists of: each object by kind and name, with a short hash of its definition. A plan keeps such a list
 * of the structure that it was made for. The fingerprint beside it says that something has changed; the list says what.
 * It holds no definition, since defaults, comments and bodies may hold values.
 */
export type ObjectList = Record<string, string>;

export type ObjectChange = { schema: string; object: string; change: 'added' | 'changed' | 'dropped' };

/** What came, went and changed between two lists, by schema and object; columns come and go with their relation. Pure. */
export function compareObjects(
  before: Record<string, ObjectList>,
  after: Record<string, ObjectList>,
): ObjectChange[] {
  return unionOfKeys(before, after).flatMap((schema) => {
    const changes = compareLists(schema, before[schema] ?? {}, after[schema] ?? {});
    const whole = changes.filter(({ change }) => change !== 'changed');
    const told = new Set(whole.map(({ object, change }) => `${change} ${relationOf(object)}`));
    return changes.filter(({ object, change }) => !told.has(`${change} ${ownerOf(object)}`));
  });
}

function compareLists(schema: string, before: ObjectList, after: ObjectList): ObjectChange[] {
  const [old, current] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return unionOfKeys(before, after).flatMap((object): ObjectChange[] => {
    const [was, is] = [old.get(object), current.get(object)];
    if (was === is) return [];
    const change = was === undefined ? 'added' : is === undefined ? 'dropped' : 'changed';
    return [{ schema, object, change }];
  });
}

const unionOfKeys = (left: object, right: object) =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();

const relation = /^(?:table|view|materialized view|foreign table|composite type) "(.*)"$/;

/** The name of an object that has columns; nothing for another one. */
const relationOf = (object: string) => relation.exec(object)?.[1] ?? '';

/** The relation of a column; what cannot be a name for another object. */
const ownerOf = (object: string) => /^column "(.*)\.[^.]*"$/.exec(object)?.[1] ?? '\0';

/** A change as people read it: `view "open_orders" was added`. Pure. */
export function describeChange({ object, change }: ObjectChange): string {
  return `${object} was ${change}`;
}
