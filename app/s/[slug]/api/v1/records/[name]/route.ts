import { createRecord } from '@/lib/gateway/records/create-record';
import { listRecords } from '@/lib/gateway/records/list-records';
import { toGateway } from '@/lib/gateway/to-gateway';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toGateway({
  GET: listRecords,
  POST: createRecord,
});
