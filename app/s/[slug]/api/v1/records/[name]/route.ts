import { createRecord } from '@/lib/gateway/records/create-record';
import { listRecords } from '@/lib/gateway/records/list-records';
import { toGateway } from '@/lib/gateway/to-gateway';

type Params = { slug: string; name: string };

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toGateway<Params>({
  GET: ({ caller, params, request }) => listRecords(caller, params.name, new URL(request.url)),
  POST: ({ caller, params, request }) => createRecord(caller, params.name, request),
});
