import { isAccountId, parseArn } from './arn.ts';

/**
 * Who asks. `name` is a role's or user's name without its path (unique within the account), `service`
 * the host name of an AWS service, `provider` an identity provider as a trust policy names it.
 */
export type AccessPrincipal =
  | {
      readonly kind: 'role' | 'user';
      readonly arn: string;
      readonly partition: string;
      readonly account: string;
      readonly path: string;
      readonly name: string;
    }
  | {
      readonly kind: 'role-session';
      readonly arn: string;
      readonly partition: string;
      readonly account: string;
      readonly name: string;
      readonly session: string;
    }
  | {
      readonly kind: 'root' | 'federated-user';
      readonly arn: string;
      readonly partition: string;
      readonly account: string;
      readonly name: string;
    }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'identity-provider'; readonly provider: string }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'unknown' };

// Sign-in providers that a trust policy names by host: IAM User Guide, "Principal", web identity.
const PROVIDER_HOSTS: ReadonlySet<string> = new Set([
  'cognito-identity.amazonaws.com',
  'www.amazon.com',
  'graph.facebook.com',
  'accounts.google.com',
]);

/** Reads a principal as the request names it: an ARN, a service's or provider's host name, or `*` for nobody in particular. */
export function parseAccessPrincipal(text: string): AccessPrincipal {
  if (text === '*' || text === 'anonymous') return { kind: 'anonymous' };
  if (PROVIDER_HOSTS.has(text)) return { kind: 'identity-provider', provider: text };
  if (isServiceHost(text)) return { kind: 'service', service: text };
  const arn = parseArn(text);
  if (arn === undefined || !isAccountId(arn.account)) return { kind: 'unknown' };
  const { partition, account, resource } = arn;
  if (arn.service === 'iam') return iamPrincipal(text, partition, account, resource);
  if (arn.service === 'sts') return stsPrincipal(text, partition, account, resource);
  return { kind: 'unknown' };
}

function iamPrincipal(
  arn: string,
  partition: string,
  account: string,
  resource: string,
): AccessPrincipal {
  if (resource === 'root') return { kind: 'root', arn, partition, account, name: 'root' };
  const [kind, ...rest] = resource.split('/');
  if (kind === 'oidc-provider' || kind === 'saml-provider') {
    return { kind: 'identity-provider', provider: arn };
  }
  const name = rest.at(-1) ?? '';
  if ((kind !== 'role' && kind !== 'user') || name === '') return { kind: 'unknown' };
  const path = rest.length === 1 ? '/' : `/${rest.slice(0, -1).join('/')}/`;
  return { kind, arn, partition, account, path, name };
}

function stsPrincipal(
  arn: string,
  partition: string,
  account: string,
  resource: string,
): AccessPrincipal {
  const [kind, name = '', session = '', ...more] = resource.split('/');
  if (name === '' || more.length > 0) return { kind: 'unknown' };
  if (kind === 'assumed-role' && session !== '') {
    return { kind: 'role-session', arn, partition, account, name, session };
  }
  if (kind === 'federated-user' && session === '') {
    return { kind: 'federated-user', arn, partition, account, name };
  }
  return { kind: 'unknown' };
}

function isServiceHost(text: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(text);
}

/** The account that a principal acts from; undefined for services, providers and strangers. */
export function accountOf(principal: AccessPrincipal): string | undefined {
  return 'account' in principal ? principal.account : undefined;
}

/** True for a role that only its service may use, which SCPs and RCPs do not restrict. */
export function isServiceLinkedRole(principal: AccessPrincipal): boolean {
  return principal.kind === 'role' && principal.path.startsWith('/aws-service-role/');
}
