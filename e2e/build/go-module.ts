/** A directory of e2e/go: a Go module whose go.mod and go.sum pin programs of others. */
export interface GoModule {
  readonly name: string;
  /** What `go build` takes after its flags. */
  readonly packages: readonly string[];
  readonly flags: readonly string[];
  /** Names under which the one program that was built acts as another. */
  readonly links?: { readonly to: string; readonly names: readonly string[] };
}

/** kubectl refuses to talk to a server whose version it cannot parse, and without these the version is empty. */
const kubernetesVersion = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((target) =>
  ['gitVersion=v1.27.8', 'gitMajor=1', 'gitMinor=27', 'gitTreeState=clean'].map((value) => `-X ${target}.${value}`),
);

const stripped = ['-trimpath', '-ldflags', '-s -w'];

export const goModules: readonly GoModule[] = [
  {
    name: 'k8s',
    packages: ['.'],
    // Without the cloud providers it is a third smaller, and half as long to build.
    flags: ['-trimpath', '-tags', 'providerless', '-ldflags', ['-s -w', ...kubernetesVersion].join(' ')],
    links: { to: 'k8s', names: ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'] },
  },
  {
    name: 'tools',
    packages: [
      'sigs.k8s.io/kwok/cmd/kwok',
      'github.com/google/go-containerregistry/cmd/crane',
      'github.com/yannh/kubeconform/cmd/kubeconform',
    ],
    flags: stripped,
  },
  {
    name: 'fluxd',
    packages: ['github.com/fluxcd/flux/cmd/fluxd', 'github.com/fluxcd/flux/cmd/fluxctl'],
    flags: stripped,
  },
  {
    name: 'helm-operator',
    packages: ['github.com/fluxcd/helm-operator/cmd/helm-operator', 'helm.sh/helm/v3/cmd/helm'],
    flags: stripped,
  },
];
