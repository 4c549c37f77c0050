/**
 * THE table of scopes: what callers of a sandbox may attempt, and which credentials carry it. It is for programs what the
 * table of permissions is for people: each endpoint of a sandbox's API names its scope, and does not compile without one.
 * Which sandbox somebody may call is decided before, by the credential itself.
 */
const keys = ['api_key'] as const;

export const scopes = {
  'caller:read': keys,
  'record:read': keys,
  'record:write': keys,
} as const satisfies Record<string, readonly Credential[]>;

/** What a program shows to say who it is. Keys have no scopes of their own: each carries all that keys may. */
export type Credential = 'api_key';

export type Scope = keyof typeof scopes;

/** The scopes that every credential of this kind carries. */
export function scopesOf(credential: Credential): readonly Scope[] {
  const all = Object.keys(scopes) as Scope[];
  return all.filter((scope) => scopes[scope].includes(credential));
}
