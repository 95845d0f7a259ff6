// Made by scripts/chart-values/derive.mjs from the chart aws-load-balancer-controller 3.5.0; do not edit.
export const chart = {
  "name": "aws-load-balancer-controller",
  "version": "3.5.0",
  "appVersion": "v3.5.0",
  "repository": "https://aws.github.io/eks-charts",
  "values": {
    "replicaCount": "number",
    "revisionHistoryLimit": "number",
    "image": {
      "repository": "string",
      "tag": "string",
      "pullPolicy": "string"
    },
    "runtimeClassName": "string",
    "imagePullSecrets": "list",
    "nameOverride": "string",
    "fullnameOverride": "string",
    "autoscaling": {
      "enabled": "boolean",
      "minReplicas": "number",
      "maxReplicas": "number",
      "targetCPUUtilizationPercentage": "number",
      "autoscaleBehavior": "any"
    },
    "serviceAccount": {
      "create": "boolean",
      "annotations": {
        "*": "any"
      },
      "name": "any",
      "automountServiceAccountToken": "boolean",
      "imagePullSecrets": "any"
    },
    "rbac": {
      "create": "boolean"
    },
    "podSecurityContext": {
      "fsGroup": "number",
      "*": "any"
    },
    "securityContext": {
      "readOnlyRootFilesystem": "boolean",
      "runAsNonRoot": "boolean",
      "allowPrivilegeEscalation": "boolean",
      "*": "any"
    },
    "terminationGracePeriodSeconds": "number",
    "resources": {
      "*": "any"
    },
    "priorityClassName": "string",
    "nodeSelector": {
      "*": "any"
    },
    "tolerations": "list",
    "affinity": {
      "*": "any"
    },
    "configureDefaultAffinity": "boolean",
    "topologySpreadConstraints": "list",
    "updateStrategy": {
      "*": "any"
    },
    "serviceAnnotations": {
      "*": "any"
    },
    "deploymentAnnotations": {
      "*": "any"
    },
    "podAnnotations": {
      "*": "any"
    },
    "podLabels": {
      "*": "any"
    },
    "additionalLabels": {
      "*": "any"
    },
    "enableCertManager": "boolean",
    "certManager": {
      "duration": "string",
      "renewBefore": "string",
      "revisionHistoryLimit": "any",
      "rootCert": {
        "duration": "string"
      },
      "issuerRef": "any"
    },
    "clusterName": "any",
    "cluster": {
      "dnsDomain": "string"
    },
    "ingressClass": "string",
    "ingressClassParams": {
      "create": "boolean",
      "name": "any",
      "spec": {
        "*": "any"
      }
    },
    "createIngressClassResource": "boolean",
    "region": "any",
    "vpcId": "any",
    "vpcTags": {
      "*": "any"
    },
    "awsApiEndpoints": "any",
    "awsApiThrottle": "any",
    "awsMaxRetries": "any",
    "defaultTargetType": "string",
    "defaultLoadBalancerScheme": "any",
    "enablePodReadinessGateInject": "any",
    "enableShield": "any",
    "enableWaf": "any",
    "enableWafv2": "any",
    "ingressMaxConcurrentReconciles": "any",
    "logLevel": "any",
    "metricsBindAddr": "string",
    "webhookConfig": {
      "disableIngressValidation": "any",
      "ingressValdationFailurePolicy": "string",
      "ingressValidationObjectSelector": {
        "matchExpressions": "any",
        "matchLabels": "any"
      },
      "ingressValidationNamespaceSelector": {
        "matchExpressions": "any",
        "matchLabels": "any"
      }
    },
    "webhookBindPort": "any",
    "webhookTLS": {
      "caCert": "any",
      "cert": "any",
      "key": "any"
    },
    "keepTLSSecret": "boolean",
    "webhookNamespaceSelectors": "any",
    "serviceMaxConcurrentReconciles": "any",
    "targetgroupbindingMaxConcurrentReconciles": "any",
    "targetgroupbindingMaxExponentialBackoffDelay": "any",
    "targetgroupbindingRequeueDuration": "any",
    "albGatewayMaxConcurrentReconciles": "any",
    "nlbGatewayMaxConcurrentReconciles": "any",
    "globalAcceleratorMaxConcurrentReconciles": "any",
    "globalAcceleratorMaxExponentialBackoffDelay": "any",
    "lbStabilizationMonitorInterval": "any",
    "syncPeriod": "any",
    "watchNamespace": "any",
    "disableIngressClassAnnotation": "any",
    "disableIngressGroupNameAnnotation": "any",
    "tolerateNonExistentBackendService": "any",
    "tolerateNonExistentBackendAction": "any",
    "defaultSSLPolicy": "any",
    "livenessProbe": {
      "failureThreshold": "number",
      "httpGet": {
        "path": "string",
        "port": "number",
        "scheme": "string",
        "*": "any"
      },
      "initialDelaySeconds": "number",
      "timeoutSeconds": "number",
      "*": "any"
    },
    "readinessProbe": {
      "failureThreshold": "number",
      "httpGet": {
        "path": "string",
        "port": "number",
        "scheme": "string",
        "*": "any"
      },
      "successThreshold": "number",
      "initialDelaySeconds": "number",
      "timeoutSeconds": "number",
      "*": "any"
    },
    "env": "any",
    "hostNetwork": "boolean",
    "dnsPolicy": "any",
    "extraVolumeMounts": "any",
    "extraVolumes": "any",
    "defaultTags": {
      "*": "any"
    },
    "podDisruptionBudget": {
      "*": "any"
    },
    "externalManagedTags": "list",
    "enableEndpointSlices": "any",
    "enableBackendSecurityGroup": "any",
    "enableManageBackendSecurityGroupRules": "any",
    "backendSecurityGroup": "any",
    "disableRestrictedSecurityGroupRules": "any",
    "maxTargetsPerTargetGroup": "any",
    "controllerConfig": {
      "featureGates": {
        "*": "any"
      }
    },
    "certManagement": {
      "*": "any"
    },
    "certDiscovery": {
      "allowedCertificateAuthorityARNs": "string"
    },
    "objectSelector": {
      "matchExpressions": "any",
      "matchLabels": "any"
    },
    "serviceMonitor": {
      "enabled": "boolean",
      "namespace": "any",
      "additionalLabels": {
        "*": "any"
      },
      "interval": "string",
      "scrapeTimeout": "any",
      "relabelings": "any",
      "metricRelabelings": "any"
    },
    "clusterSecretsPermissions": {
      "allowAllSecrets": "boolean"
    },
    "ingressClassConfig": {
      "default": "boolean"
    },
    "enableServiceMutatorWebhook": "boolean",
    "serviceMutatorWebhookConfig": {
      "failurePolicy": "string",
      "objectSelector": {
        "matchExpressions": "list",
        "matchLabels": {
          "*": "any"
        }
      },
      "namespaceSelectors": "any",
      "operations": "list"
    },
    "podMutatorWebhookConfig": {
      "failurePolicy": "string"
    },
    "serviceTargetENISGTags": "any",
    "loadBalancerClass": "any",
    "creator": "any",
    "envSecretName": "any",
    "envFrom": "any",
    "annotations": "any"
  }
} as const;
