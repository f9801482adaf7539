import type { Login } from '../core/dialect.ts';
import { readTokenAnswer } from './token-answer.ts';

/** User and key are exchanged for a token and the URL everything is stored under. S-AUTH-01, -04, -17. */
export const login: Login = {
  operation: 'GetToken',
  grant: (credentials, headers) => {
    const answer = readTokenAnswer(headers);
    if (!answer) return undefined;
    const { token, account, expiresIn, storageUrl } = answer;
    return {
      credentials: { ...credentials, token, account },
      secrets: [token],
      expiresIn,
      basePath: storageUrl.pathname.replace(/\/+$/, ''),
    };
  },
};
