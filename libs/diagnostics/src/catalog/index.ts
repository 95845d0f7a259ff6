import { flx } from './flx';
import { k8s } from './k8s';
import { lay } from './lay';
import { sch } from './sch';
import { sec } from './sec';
import { src } from './src';

/** Every diagnostic there is. A code, once released, keeps its meaning; a retired one is not used again. */
export const catalog = { ...sch, ...k8s, ...lay, ...flx, ...sec, ...src } as const;

export type DiagnosticCode = keyof typeof catalog;
