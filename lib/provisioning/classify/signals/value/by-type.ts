import { isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { percent } from '../../candidate';

export function byType({ type, profile }: Candidate): Signal[] {
  const base = type.element?.base ?? type.base;
  if (base === 'inet' || base === 'cidr')
    return [{ class: 'direct.ip_address', weight: 0.95, evidence: `its type is ${type.declared}` }];
  if (base === 'macaddr' || base === 'macaddr8')
    return [{ class: 'direct.device', weight: 0.95, evidence: `its type is ${type.declared}` }];
  if (base === 'tsvector')
    return [
      {
        class: 'direct.free_text',
        part: 'search',
        weight: 0.9,
        evidence: 'a search vector holds the words of other columns',
      },
    ];
  if (base === 'bytea')
    return [{ class: 'direct.free_text', part: 'bytes', weight: 0.61, evidence: 'bytes may hold anything' }];
  if (base === 'xml') return [{ class: 'direct.free_text', weight: 0.8, evidence: 'XML may hold anything' }];
  if (['point', 'geometry', 'geography'].includes(base))
    return [{ class: 'direct.location', weight: 0.85, evidence: `its type is ${type.declared}` }];
  return profile.shares.url > 0.8 && isText(type)
    ? [
        {
          class: 'business.value',
          part: 'url',
          weight: 0.3,
          evidence: `${percent(profile.shares.url)} are URLs`,
        },
      ]
    : [];
}
