import { findNothing } from '@/lib/gateway/find-nothing';
import { toGateway } from '@/lib/gateway/to-gateway';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toGateway({
  GET: findNothing,
  POST: findNothing,
  PATCH: findNothing,
  DELETE: findNothing,
});
