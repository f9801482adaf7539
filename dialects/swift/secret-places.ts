import type { SecretPlaces } from '../core/dialect.ts';
import { SECRET_HEADERS } from './token.ts';

/** A token lets anybody act for its user until it expires, so it is hidden like the key it was given for. */
export const secretPlaces: SecretPlaces = {
  headers: [...SECRET_HEADERS, 'x-auth-admin-key', 'x-auth-user-key'],
  query: ['temp_url_sig'],
  identityFields: ['token'],
  reveal: () => [],
};
