import { Problem } from '../command/http/problem';
import { defineEndpoint } from './endpoint';

/** What stands at every address that the sandboxes' API does not have: 404, once the key was looked at. */
export const findNothing = defineEndpoint({
  name: 'address.find',
  allow: 'caller:read',
  serve: () => {
    throw new Problem('not_found', 'There is nothing at this address; begin at /api/v1/me.');
  },
});
