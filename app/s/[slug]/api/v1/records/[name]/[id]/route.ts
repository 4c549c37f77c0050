import { deleteRecord } from '@/lib/gateway/records/delete-record';
import { getRecord } from '@/lib/gateway/records/get-record';
import { updateRecord } from '@/lib/gateway/records/update-record';
import { toGateway } from '@/lib/gateway/to-gateway';

type Params = { slug: string; name: string; id: string };

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toGateway<Params>({
  GET: ({ caller, params }) => getRecord(caller, params.name, params.id),
  PATCH: ({ caller, params, request }) => updateRecord(caller, params.name, params.id, request),
  DELETE: ({ caller, params }) => deleteRecord(caller, params.name, params.id),
});
