#!/usr/bin/env bash
# Made by 'gitops bootstrap full': change the TypeScript, not this file. README.md explains each step.
set -euo pipefail

cluster=full
account=123456789012
region=cn-north-1
steps=(cluster registry images publish namespaces crds deploy-key secrets flux sync webhook)
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# Secrets pass through this directory; it goes when the script ends, however it ends.
scratch=''
trap '[ -z "$scratch" ] || rm -rf -- "$scratch"' EXIT
make_scratch() { [ -n "$scratch" ] || { umask 077; scratch=$(mktemp -d); }; }

kubectl() { command kubectl ${KUBE_CONTEXT:+--context "$KUBE_CONTEXT"} "$@"; }

# The context that KUBE_CONTEXT names, else the current one if it is named after this cluster.
right_context() {
  local context
  [ -z "${KUBE_CONTEXT:-}" ] || return 0
  context=$(command kubectl config current-context)
  case "$context" in
    *"$cluster"*) ;;
    *) fail "kubectl's current context is '$context', which is not named after '$cluster'; KUBE_CONTEXT=<context> names another" ;;
  esac
}

# exists <kind> <namespace> <name>
exists() { [ -n "$(kubectl get "$1" --namespace "$2" "$3" --ignore-not-found -o name)" ]; }

right_account() {
  local actual; actual=$(aws sts get-caller-identity --query Account --output text)
  [ "$actual" = "$account" ] || fail "these AWS credentials are of account $actual; the cluster is in $account"
}

# ecr_repository <name> <file of its lifecycle policy>
ecr_repository() {
  if aws ecr describe-repositories --region "$region" --repository-names "$1" >/dev/null 2>&1; then
    aws ecr put-image-tag-mutability --region "$region" --repository-name "$1" --image-tag-mutability IMMUTABLE >/dev/null
    aws ecr put-image-scanning-configuration --region "$region" --repository-name "$1" \
      --image-scanning-configuration scanOnPush=true >/dev/null
  else
    aws ecr create-repository --region "$region" --repository-name "$1" --image-tag-mutability IMMUTABLE \
      --image-scanning-configuration scanOnPush=true >/dev/null
  fi
  aws ecr put-lifecycle-policy --region "$region" --repository-name "$1" --lifecycle-policy-text "file://$2" >/dev/null
  say "$1: ready"
}

# image_exists <account> <region> <repository> <tag>
image_exists() {
  if aws ecr describe-images --registry-id "$1" --region "$2" --repository-name "$3" --image-ids "imageTag=$4" >/dev/null; then
    say "$3:$4: found"
  else
    say "$3:$4: not in the registry of account $1 in $2"
    return 1
  fi
}

# deploy_key <namespace> <secret>
deploy_key() {
  if exists secret "$1" "$2"; then say "the key is there"; return; fi
  make_scratch
  if [ -n "${DEPLOY_KEY:-}" ]; then
    cp -- "$DEPLOY_KEY" "$scratch/identity"
  else
    ssh-keygen -q -t ed25519 -N '' -C "flux@$cluster" -f "$scratch/identity"
  fi
  kubectl create secret generic "$2" --namespace "$1" --from-file=identity="$scratch/identity"
}

# public_key <namespace> <secret>
public_key() {
  make_scratch
  kubectl get secret --namespace "$1" "$2" -o 'jsonpath={.data.identity}' | base64 --decode >"$scratch/published"
  ssh-keygen -y -f "$scratch/published"
}

# secret <namespace> <name> <key>=<environment variable>...
secret() {
  local namespace=$1 name=$2 pair key variable value
  shift 2
  if exists secret "$namespace" "$name"; then say "$namespace/$name: is there"; return; fi
  make_scratch
  mkdir -- "$scratch/$namespace-$name"
  for pair in "$@"; do
    key=${pair%%=*} variable=${pair#*=}
    value=${!variable:-}
    if [ -z "$value" ] && [ -t 0 ]; then
      read -rsp "$namespace/$name, $key: " value
      say ''
    fi
    [ -n "$value" ] || fail "$namespace/$name needs a value for $key: set $variable, or run this on a terminal"
    printf '%s' "$value" >"$scratch/$namespace-$name/$key"
  done
  kubectl create secret generic "$name" --namespace "$namespace" --from-file="$scratch/$namespace-$name"
}

# A Flux of its Helm chart has the label 'release'. Not even at rest may it stay: its objects have the names of ours.
no_other_flux() {
  local found
  found=$(kubectl get deployments --all-namespaces --selector app=flux,release \
    -o 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name} {end}')
  [ -z "$found" ] || fail "there is a Flux of its Helm chart: $found; see docs/taking-over-flux.md"
}

# ingress_host <namespace>
ingress_host() {
  local host
  host=$(kubectl get ingress --namespace "$1" -o 'jsonpath={.items[*].status.loadBalancer.ingress[*].hostname}')
  [ -n "$host" ] || fail "no ingress in $1 has an address yet: run this step again when Jenkins is up"
  printf '%s' "${host%% *}"
}

# synced <url> <branch> <tag>
synced() {
  local attempt head tag
  for attempt in $(seq 60); do
    head=$(git ls-remote "$1" "$2" | cut -f1)
    tag=$(git ls-remote "$1" "$3" | cut -f1)
    if [ -n "$head" ] && [ "$head" = "$tag" ]; then say "synced: $head"; return; fi
    [ "$attempt" = 1 ] && say "waiting for Flux: ${2#refs/heads/} is at ${head:-nothing}, the cluster at ${tag:-nothing}"
    sleep 10
  done
  fail "Flux has not synced $head; its log says why"
}

step_cluster() {
  right_account
  if eksctl get cluster --name full --region cn-north-1 >/dev/null 2>&1; then
    say "the cluster exists"
    eksctl utils write-kubeconfig --cluster full --region cn-north-1
    eksctl create iamserviceaccount --config-file "$here/eksctl.yaml" --approve
  else
    eksctl create cluster --config-file "$here/eksctl.yaml"
  fi
}

step_registry() {
  right_account
  ecr_repository team/web "$here"/ecr/team/web.json
  ecr_repository agent "$here"/ecr/agent.json
}

step_images() {
  local missing=0
  image_exists 123456789012 cn-north-1 agent 1.0.0 || missing=1
  image_exists 123456789012 cn-north-1 quay/proxy 1.0 || missing=1
  image_exists 123456789012 cn-north-1 team/web 4f1c2d7 || missing=1
  image_exists 210987654321 cn-north-1 elsewhere 2.1 || missing=1
  [ "$missing" = 0 ] || fail "push what is missing, as README.md shows, or declare a tag that is there"
}

step_publish() {
  [ -f "$here/../../../bin/gitops.mjs" ] || fail "run this step in the monorepo, in which 'gitops bootstrap' wrote this directory"
  (cd -- "$here/../../.." && node bin/gitops.mjs publish full)
}

step_namespaces() {
  right_context
  kubectl apply -f "$here"/manifests/01-ci-namespace.yaml
  kubectl apply -f "$here"/manifests/02-flux-namespace.yaml
}

step_crds() {
  right_context
  kubectl apply -f "$here"/manifests/03-widgets.example.com-customresourcedefinition.yaml
  kubectl wait --for=condition=Established --timeout=60s crd/widgets.example.com
}

step_deploy_key() {
  right_context
  deploy_key flux flux-git-deploy
  say "add this key to git@github.com:example/config-repo, with write access:"
  public_key flux flux-git-deploy
}

step_secrets() {
  right_context
  secret ci jenkins-admin jenkins-admin-user=JENKINS_ADMIN_USER jenkins-admin-password=JENKINS_ADMIN_PASSWORD
  secret ci jenkins-github username=JENKINS_GITHUB_USERNAME token=JENKINS_GITHUB_TOKEN webhook=JENKINS_GITHUB_WEBHOOK
}

step_flux() {
  right_context
  no_other_flux
  kubectl apply -f "$here"/manifests/04-flux-sa.yaml
  kubectl apply -f "$here"/manifests/05-flux-clusterrolebinding.yaml
  kubectl apply -f "$here"/manifests/06-flux-dep.yaml
  kubectl rollout status --namespace flux deployment/flux --timeout=5m
}

step_sync() {
  synced git@github.com:example/config-repo refs/heads/master 'refs/tags/flux-sync^{}'
}

step_webhook() {
  right_context
  local host; host=$(ingress_host ci)
  say "add this webhook to https://github.com/example/app-repo/settings/hooks:"
  printf 'http://%s/github-webhook/\n' "$host"
}

usage() {
  say "usage: $0 [--list] [step...]   (default: all steps, in this order: ${steps[*]})"
  exit 2
}

main() {
  local step known
  case "${1:-}" in
    --list) printf '%s\n' "${steps[@]}"; return ;;
    -*) usage ;;
  esac
  for step in "$@"; do
    for known in "${steps[@]}"; do [ "$step" != "$known" ] || continue 2; done
    say "error: there is no step '$step'"
    usage
  done
  [ $# -gt 0 ] || set -- "${steps[@]}"
  for step in "$@"; do
    say "== $step"
    "step_${step//-/_}"
  done
}

main "$@"
