import { expect, it } from 'vitest';
import { parseImageReference } from './image-reference';

// What fluxd 1.25.4 itself answers: domain, path, tag, digest.
it.each([
  ['nginx', ['', 'nginx', '', '']],
  ['nginx:1.25', ['', 'nginx', '1.25', '']],
  ['org/app:1', ['', 'org/app', '1', '']],
  ['quay.io/app:1', ['quay.io', 'app', '1', '']],
  ['quay.io/org/app', ['quay.io', 'org/app', '', '']],
  ['a/b/c:1', ['a', 'b/c', '1', '']],
  ['localhost/app:1', ['localhost', 'app', '1', '']],
  ['xlocalhost/app:1', ['xlocalhost', 'app', '1', '']],
  ['localhost:5000/app:1', ['localhost:5000', 'app', '1', '']],
  [
    '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:4f1c2d7',
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'app', '4f1c2d7', ''],
  ],
  ['registry:5000/app', ['', 'registry', '5000/app', '']],
  ['registry:5000/org/app:1', ['registry:5000', 'org/app', '1', '']],
  ['a.-b/app:1', ['', 'a.-b/app', '1', '']],
  ['app@sha256:4f1c', ['', 'app', '', '4f1c']],
  ['app:1@sha256:4f1c', ['', 'app', '1', '4f1c']],
  ['quay.io/org/app:1@sha256:4f1c', ['quay.io', 'org/app', '1', '4f1c']],
  ['app@sha1:4f1c', ['', 'app@sha1', '4f1c', '']],
  ['registry:5000/app:1', undefined],
  ['', undefined],
  ['/app', undefined],
  ['app/', undefined],
  ['app:', undefined],
  [':1', undefined],
  ['a:b:c', undefined],
  ['@sha256:4f1c', undefined],
  ['app@sha256:', undefined],
])('%s', (text, parts) => {
  const reference = parseImageReference(text);
  expect(reference && [reference.domain, reference.path, reference.tag, reference.digest]).toEqual(parts);
});
