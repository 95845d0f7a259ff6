/** What to say of an import that Node could not resolve; undefined for any other error. */
export function missingModule(error: unknown): { readonly message: string; readonly help: string } | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'MODULE_NOT_FOUND') return undefined;
  const name = /^Cannot find module '([^']+)'/.exec(error.message)?.[1];
  if (name === undefined) return undefined;
  const [scope, ...rest] = name.split('/');
  const file = scope === '@apps' ? 'app.ts' : scope === '@platform' ? 'component.ts' : undefined;
  const help =
    file !== undefined && scope !== undefined
      ? `there is no ${scope.slice(1)}/${rest.join('/')}/${file}: correct the name, or make it with npx nx g ${scope === '@apps' ? 'app' : 'platform'} ${rest.join('/')}`
      : `npm install ${name}, or begin the path of a file of your own with "./" or "../"`;
  return { message: `there is no module "${name}"`, help };
}
