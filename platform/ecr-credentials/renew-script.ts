/** The time in which a request must be answered, in seconds. */
const requestTimeout = 30;

/**
 * The program in the image of the AWS CLI, which has bash, curl and coreutils and no kubectl: it asks ECR for a token, which
 * is base64 of `AWS:<password>` and thus a docker config's `auth` as it stands, and writes it into the Secret through the
 * API server. A failure ends it, and the kubelet begins again, at growing intervals.
 *
 * Its environment: AWS_REGION, REGISTRY, SECRET_URL, INTERVAL in seconds.
 */
export const renewScript = [
  'set -euo pipefail',
  // The first process of a container is not ended by a signal that it does not ask for.
  "trap 'exit 0' TERM",
  'account=/var/run/secrets/kubernetes.io/serviceaccount',
  'while true; do',
  "  auth=$(aws ecr get-authorization-token --query 'authorizationData[0].authorizationToken' --output text)",
  '  config=$(printf \'{"auths":{"https://%s":{"auth":"%s"}}}\' "$REGISTRY" "$auth" | base64 --wrap=0)',
  // What is secret goes through standard input, since arguments are there for all to see.
  '  printf \'{"data":{"config.json":"%s"}}\' "$config" > /tmp/patch',
  '  printf \'header = "Authorization: Bearer %s"\' "$(cat "$account/token")" |',
  '    curl --config - --fail --silent --show-error --output /dev/null \\',
  `      --max-time ${requestTimeout} --cacert "$account/ca.crt" --request PATCH \\`,
  '      --header \'Content-Type: application/merge-patch+json\' --data-binary @/tmp/patch "$SECRET_URL"',
  '  rm /tmp/patch',
  '  echo "renewed the credentials of $REGISTRY"',
  '  sleep "$INTERVAL" & wait $!',
  'done',
  '',
].join('\n');
