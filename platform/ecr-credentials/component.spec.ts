import { expectGolden, render } from '@gitops/testing';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ecrCredentials } from './component';

const place = (props: object = {}): ReturnType<typeof ecrCredentials> => ecrCredentials({ namespace: 'flux', ...props });
const deployment = 'workloads/ecr-credentials-dep.yaml';

/** 1.27 to 1.37. */
const minors = Array.from({ length: 11 }, (_, index) => `1.${27 + index}`);

describe('ecr-credentials', () => {
  it('makes the manifests in golden/', async () => {
    await expectGolden(render(place()), import.meta.dirname);
  });

  it.each(minors)('is valid on Kubernetes %s', (kubernetes) => {
    expect(render(place(), { kubernetes }).diagnostics).toEqual([]);
  });

  it.each([
    ['1m', '60'],
    ['11h', '39600'],
    ['1h30m', '5400'],
    ['500ms', '1'],
  ])('renews every %s: %s seconds', (interval, seconds) => {
    const { files } = render(place({ interval }));
    expect(files[deployment]).toContain(`name: INTERVAL\n          value: "${seconds}"`);
  });

  it('may patch the one Secret, and nothing else', () => {
    const { files } = render(place({ secret: 'other' }));
    expect(parse(files['workloads/ecr-credentials-role.yaml'] ?? '')).toHaveProperty('rules', [
      { apiGroups: [''], resources: ['secrets'], resourceNames: ['other'], verbs: ['patch'] },
    ]);
    expect(files[deployment]).toContain('https://kubernetes.default.svc/api/v1/namespaces/flux/secrets/other');
  });

  it('leaves the data of the Secret to the pod', () => {
    const secret: unknown = parse(render(place()).files['workloads/ecr-docker-secret.yaml'] ?? '');
    expect(Object.keys(Object(secret) as object)).toEqual(['apiVersion', 'kind', 'metadata', 'type']);
  });

  it.each([
    ['cn-northwest-1', '123456789012.dkr.ecr.cn-northwest-1.amazonaws.com.cn'],
    ['eu-west-1', '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
  ])('in %s asks for %s', (region, registry) => {
    const { files } = render(place(), { aws: { account: '123456789012', region } });
    expect(files[deployment]).toContain(`value: ${registry}\n`);
    expect(files[deployment]).toContain(`value: ${region}\n`);
  });

  it('acts as an IAM role', () => {
    const roleArn = 'arn:aws-cn:iam::123456789012:role/ecr';
    expect(render(place({ roleArn })).files['workloads/ecr-credentials-sa.yaml']).toContain(
      `eks.amazonaws.com/role-arn: ${roleArn}`,
    );
  });

  it.each([
    [{ interval: '12h' }, 'interval: expected at most "11h", because a token of ECR is good for 12 hours, got the string "12h"'],
    [{ interval: '660.1m' }, 'interval: expected at most "11h"'],
    [{ interval: 'daily' }, 'interval: expected a duration of more than zero'],
    [{ secret: 'Ecr' }, 'secret: expected lower case letters'],
    [{ roleArn: 'arn:aws:iam::123456789012:role/ecr' }, 'roleArn: the role is in the partition "aws"'],
    [{ region: 'cn-north-1' }, 'ecr-credentials: there is no prop "region"'],
    [{ namespace: 'other' }, 'namespace: "other" is not the namespace of the cluster\'s Flux'],
  ])('refuses %j', (props, message) => {
    const { diagnostics } = render(place(props));
    expect(diagnostics.map(({ code }) => code)).toEqual(['SCH010']);
    expect(diagnostics[0]?.message).toContain(message);
  });
});
