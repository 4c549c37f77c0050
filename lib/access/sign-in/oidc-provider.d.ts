/** The part of oidc-provider that tests use; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  type Claims = { sub: string } & Record<string, unknown>;
  type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> };
  type Context = {
    oidc: {
      client: { clientId: string };
      session: { accountId: string };
      provider: { Grant: new (grant: { clientId: string; accountId: string }) => Grant };
    };
  };

  export default class Provider {
    constructor(
      issuer: string,
      configuration: {
        clients: Record<string, unknown>[];
        claims: Record<string, string[]>;
        features: Record<string, { enabled: boolean }>;
        conformIdTokenClaims: boolean;
        cookies: { keys: string[] };
        interactions: { url: (context: Context) => string };
        findAccount: (
          context: Context,
          sub: string,
        ) => { accountId: string; claims: (use: string) => Claims };
        loadExistingGrant: (context: Context) => Promise<Grant>;
      },
    );
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string } },
    ): Promise<void>;
  }
}
