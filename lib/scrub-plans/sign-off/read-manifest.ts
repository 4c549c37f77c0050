import { z } from 'zod';
import type { Json } from '../../canonical-json';
import { toJson } from '../../db/to-json';
import type { Tx } from '../../db/transaction';
import { canonicalHash } from '../../plan-format/canonical-hash';
import { signedManifestHash } from '../../plan-format/plan-hash';
import { scrubPlan } from '../../plan-format/scrub-plan';
import { engineVersion } from '../../provisioning';
import { type RequestKind, requestKinds } from '../../requests/kinds/request-kind';
import { personKey, type RequestPerson, requestPerson } from '../../requests/request';
import { listPeople } from '../../sandboxes/people/list-people';
import { signaturesNeeded } from './signatures-needed';

/**
 * What a signature binds: everything that decides which data reaches whom and for how long. The hash is taken over its
 * canonical JSON, so a change of any part, made by anybody, gives another hash, and a signature under the old one does
 * not count. The plan's own hash covers every column's class, mask and parameters, every reason and every row filter.
 * `plan.copy` is the hash that the copying engine has to come to by itself, inside the snapshot that it copies from: it
 * computes the structure's fingerprint there anew.
 */
export type ReviewManifest = {
  hash: string;
  content: Record<string, Json>;
  planVersionId: string | null;
  /** People of compliance that have to sign: two where something sensitive is kept as it is. */
  signaturesNeeded: number;
};

/**
 * The manifest of a request as it stands in this transaction, with the version of its source's plan where the shape needs
 * one. Null when the shape needs a plan and there is none yet.
 */
export async function readManifest(tx: Tx, requestId: string): Promise<ReviewManifest | null> {
  const request = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    include: {
      sandbox: { select: { id: true } },
      concerns: { select: { id: true, expiresAt: true, activeCopy: { select: { planVersionId: true } } } },
      clonesCopy: { select: { planVersionId: true } },
    },
  });
  const { shape, durationDays, configuration, seedSetName, tenantId, loadTest, features } = request;
  const people = await peopleOf(tx, request);
  const terms = toJson({
    tenantId,
    shape,
    people,
    durationDays,
    configuration,
    seedSetName,
    loadTest,
    features,
  });
  const startsOn = request.startsOn?.toISOString().slice(0, 10) ?? null;
  const common = {
    ...(terms as Record<string, Json>),
    startsOn,
    engineVersion,
    ...inside(request),
  };
  if (shape !== 'snapshot') return seal({ ...common, signatures: 1 }, null);
  const version = await findVersion(tx, request);
  if (!version) return null;
  const document = scrubPlan.parse(version.document);
  const plan = {
    version: version.version,
    hash: version.hash,
    structure: document.source.fingerprint,
    copy: signedManifestHash(document),
  };
  return seal({ ...common, signatures: signaturesNeeded(document), plan }, version.id);
}

type Concerning = {
  kind: RequestKind;
  /** The sandbox's name when it was filed, which a renaming leaves as it was. */
  slug: string;
  concerns: { id: string; expiresAt: Date } | null;
  clonesCopyId: string | null;
  cloneMoment: string | null;
};

/** What is about a living sandbox is signed for that one, until its end; a clone for the copy that it is made from. */
function inside({ kind, slug, concerns, clonesCopyId, cloneMoment }: Concerning): Record<string, Json> {
  if (!concerns) return {};
  if (kind === 'clone')
    return { clones: { sandboxId: concerns.id, copyId: clonesCopyId, moment: cloneMoment } };
  const place = { sandboxId: concerns.id, slug, endsAt: concerns.expiresAt.toISOString() };
  return kind === 'refresh' ? { refreshes: place } : { changes: { kind, ...place } };
}

/**
 * Whom what leaves reaches: those whom the request names and, where its signature covers everybody, those who were added
 * to its sandbox since. Who was removed stays in it: a signature may cover more people than get in, never fewer.
 */
async function peopleOf(
  tx: Tx,
  request: Concerning & { people: unknown; sandbox: { id: string } | null },
): Promise<RequestPerson[]> {
  const asked = z.array(requestPerson).parse(request.people);
  const sandbox = requestKinds[request.kind].makesSandbox ? request.sandbox : request.concerns;
  if (!sandbox || !requestKinds[request.kind].coversEverybody) return asked;
  const named = new Set(asked.map(personKey));
  const since = await listPeople(tx, sandbox.id);
  return [...asked, ...since.filter((person) => !named.has(personKey(person)))];
}

/** The latest plan where a copy of the source is made; else that of the copy which is in use or cloned, since nothing else is seen. */
async function findVersion(
  tx: Tx,
  request: {
    kind: RequestKind;
    tenantId: string;
    concerns: { activeCopy: { planVersionId: string | null } | null } | null;
    clonesCopy: { planVersionId: string | null } | null;
  },
) {
  const { kind, tenantId, concerns, clonesCopy } = request;
  if (requestKinds[kind].isBuilt)
    return tx.scrubPlanVersion.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } });
  const id = (kind === 'clone' ? clonesCopy : concerns?.activeCopy)?.planVersionId;
  return id ? tx.scrubPlanVersion.findUnique({ where: { id } }) : null;
}

function seal(
  content: Record<string, Json> & { signatures: number },
  planVersionId: string | null,
): ReviewManifest {
  return { hash: canonicalHash(content), content, planVersionId, signaturesNeeded: content.signatures };
}
