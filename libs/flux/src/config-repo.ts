import type { Construct } from 'constructs';
import { z } from 'zod';

/** The git repository that Flux syncs, and the part of it that one cluster owns. */
export const ConfigRepo = z.strictObject({
  /** As git and Flux take it: `git@github.com:org/repo`, `ssh://...` or `https://...`. Never with a password in it. */
  url: z
    .string()
    .regex(
      /^(?:(?:ssh|https|git|file):\/\/\S+|[\w.-]+@[\w.-]+:\S+|\.{0,2}\/\S*)$/,
      'expected a git URL such as "git@github.com:org/config-repo"',
    )
    .refine(
      (url) => !/^https:\/\/[^/@]*:[^/@]*@/.test(url),
      'no password in the URL: git credentials belong into a credential helper',
    ),
  branch: z
    .string()
    .regex(/^(?!-)[\w./-]+$/, 'expected the name of a branch')
    .default('master'),
  /** The directory that this cluster owns, relative, without leading or trailing `/`. Default '': the whole repository. */
  path: z
    .string()
    .regex(
      /^(?:[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)*)?$/,
      'expected a relative path without "..", such as "clusters/staging"',
    )
    .default(''),
});
export type ConfigRepo = z.output<typeof ConfigRepo>;

const contextKey = 'gitops:config-repo';

/** Tells everything below `root` which repository it will be published to. */
export function provideConfigRepo(root: Construct, repo: ConfigRepo): void {
  root.node.setContext(contextKey, repo);
}

/** The repository that a construct will be published to. Throws where no cluster has provided one. */
export function configRepoOf(scope: Construct): ConfigRepo {
  return ConfigRepo.parse(scope.node.tryGetContext(contextKey));
}
