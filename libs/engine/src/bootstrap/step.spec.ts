import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { quote } from './step';

it.each(['', 'plain', 'a b', "it's", '$HOME', '`id`', '"', '\\', "'; rm -rf x; '", '--flag=*', '欢迎', 'a\nb'])(
  'a shell takes %j as one word, and as it is',
  (text) => {
    expect(execFileSync('bash', ['-c', `printf '%s|' ${quote(text)} end`], { encoding: 'utf8' })).toBe(`${text}|end|`);
  },
);
