/**
 * The directories, with a slash at their end, that Flux v1 takes for Helm charts and passes over with all that is below:
 * those that hold both Chart.yaml and values.yaml (fluxcd/flux pkg/cluster/kubernetes/resource/load.go).
 * @param paths of all files, not only of those that changed
 */
export function chartDirectories(paths: Iterable<string>): readonly string[] {
  const all = new Set(paths);
  return [...all].flatMap((path) => {
    const directory = /^(.*\/|)Chart\.yaml$/.exec(path)?.[1];
    return directory !== undefined && all.has(`${directory}values.yaml`) ? [directory] : [];
  });
}
