import { describeCaller } from '@/lib/gateway/describe-caller';
import { toGateway } from '@/lib/gateway/to-gateway';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toGateway({ GET: describeCaller });
