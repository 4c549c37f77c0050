import { Problem } from '@/lib/gateway/problem';
import { toGateway } from '@/lib/gateway/to-gateway';

const nothingHere = () => {
  throw new Problem('not_found', 'There is nothing at this address; begin at /api/v1/me.');
};

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toGateway({
  GET: nothingHere,
  POST: nothingHere,
  PATCH: nothingHere,
  DELETE: nothingHere,
});
