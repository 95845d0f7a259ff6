import { isPropsError, type PropProblem } from '@gitops/diagnostics';
import { describe, expect, it } from 'vitest';
import { alb, type Alb } from './alb';

const certificate = 'arn:aws-cn:acm:cn-north-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';

/** Settings, and their annotations less the prefix `alb.ingress.kubernetes.io/`. */
const cases: readonly (readonly [settings: Alb, annotations: Readonly<Record<string, string>>])[] = [
  [{}, {}],
  [{ scheme: 'internet-facing' }, { scheme: 'internet-facing' }],
  [
    { scheme: 'internal', targetType: 'instance' },
    { scheme: 'internal', 'target-type': 'instance' },
  ],
  [{ targetType: 'ip' }, { 'target-type': 'ip' }],
  [{ listenPorts: [{ HTTPS: 443 }] }, { 'listen-ports': '[{"HTTPS":443}]' }],
  [{ listenPorts: [{ HTTP: 80 }, { HTTPS: 8443 }] }, { 'listen-ports': '[{"HTTP":80},{"HTTPS":8443}]' }],
  [{ certificateArns: [certificate] }, { 'certificate-arn': certificate }],
  [
    { certificateArns: [certificate, 'arn:aws:iam::1:server-certificate/a'] },
    { 'certificate-arn': `${certificate},arn:aws:iam::1:server-certificate/a` },
  ],
  [{ sslRedirect: 443 }, { 'ssl-redirect': '443' }],
  [{ groupName: 'shared' }, { 'group.name': 'shared' }],
  [{ healthcheckPath: '/healthz' }, { 'healthcheck-path': '/healthz' }],
  [{ inboundCidrs: ['10.0.0.0/8', '2001:db8::/32'] }, { 'inbound-cidrs': '10.0.0.0/8,2001:db8::/32' }],
];

/** Settings that TypeScript refuses as well, and where each is wrong. */
const refused: readonly (readonly [settings: object, path: PropProblem['path'], message: RegExp])[] = [
  [{ schema: 'internal' }, ['schema'], /^there is no prop "schema"$/],
  [{ scheme: 'public' }, ['scheme'], /^expected "internet-facing" or "internal", got the string "public"$/],
  [{ listenPorts: [{ HTTPS: 70_000 }] }, ['listenPorts', 0, 'HTTPS'], /at most 65535, got the number 70000$/],
  [{ listenPorts: [{ TCP: 80 }] }, ['listenPorts', 0, 'TCP'], /./],
  [{ certificateArns: ['certificate/1'] }, ['certificateArns', 0], /^expected the ARN of an ACM or IAM certificate, got/],
  [{ sslRedirect: '443' }, ['sslRedirect'], /^expected a number, got the string "443"$/],
  [{ healthcheckPath: 'healthz' }, ['healthcheckPath'], /^expected a path that begins with "\/", got/],
  [{ inboundCidrs: ['10.0.0.0'] }, ['inboundCidrs', 0], /^expected a CIDR block such as "10\.0\.0\.0\/8", got/],
];

describe('alb', () => {
  it.each(cases)('%j', (settings, annotations) => {
    const prefixed = Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value]),
    );
    expect(alb(settings)).toEqual({ ingressClassName: 'alb', annotations: prefixed });
  });

  it.each(refused)('refuses %j', (settings, path, message) => {
    expect(problemsOf(() => alb(settings))).toEqual([expect.objectContaining({ path, message: expect.stringMatching(message) })]);
  });
});

function problemsOf(work: () => unknown): readonly PropProblem[] {
  try {
    work();
  } catch (thrown) {
    if (isPropsError(thrown)) return thrown.problems;
    throw thrown;
  }
  return [];
}
