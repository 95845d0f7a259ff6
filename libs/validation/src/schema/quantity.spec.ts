import { describe, expect, it } from 'vitest';
import { parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['0', 0],
    ['250m', 0.25],
    ['1.5Gi', 1.5 * 1024 ** 3],
    ['+2k', 2000],
    ['-3', -3],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1e-3', 0.001],
    ['2E', 2e18],
    ['.5', 0.5],
    ['5.', 5],
    ['100n', 1e-7],
    // What the server's scanner takes although its documented grammar does not.
    ['Ki', 0],
    ['+', 0],
    [' 2k ', 2000],
    [12, 12],
    [0.1, 0.1],
  ])('%s', (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value, 9);
  });

  it.each([
    [''],
    ['  '],
    ['1 Gi'],
    ['\t1'],
    ['1GB'],
    ['1gi'],
    ['0x10'],
    ['1e'],
    ['1Ki3'],
    ['--1'],
    ['1.2.3'],
    ['ten'],
    [true],
    [null],
    [{}],
  ])('%s is none', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});
