import { deleteRecord } from '@/lib/gateway/records/delete-record';
import { getRecord } from '@/lib/gateway/records/get-record';
import { updateRecord } from '@/lib/gateway/records/update-record';
import { toGateway } from '@/lib/gateway/to-gateway';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toGateway({
  GET: getRecord,
  PATCH: updateRecord,
  DELETE: deleteRecord,
});
