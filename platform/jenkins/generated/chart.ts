// Made by scripts/chart-values/derive.mjs from the chart jenkins 5.9.53; do not edit.
export const chart = {
  "name": "jenkins",
  "version": "5.9.53",
  "appVersion": "2.568.2",
  "repository": "https://charts.jenkins.io",
  "values": {
    "nameOverride": "any",
    "fullnameOverride": "any",
    "namespaceOverride": "any",
    "clusterZone": "string",
    "kubernetesURL": "string",
    "credentialsId": "any",
    "renderHelmLabels": "boolean",
    "extraLabels": {
      "*": "any"
    },
    "extraObjects": "any",
    "controller": {
      "componentName": "string",
      "image": {
        "registry": "string",
        "repository": "string",
        "tag": "any",
        "tagLabel": "string",
        "pullPolicy": "string"
      },
      "replicas": "number",
      "imagePullSecretName": "any",
      "lifecycle": {
        "*": "any"
      },
      "disableRememberMe": "boolean",
      "numExecutors": "number",
      "executorMode": "string",
      "customJenkinsLabels": "list",
      "hostNetworking": "boolean",
      "admin": {
        "username": "string",
        "password": "any",
        "userKey": "string",
        "passwordKey": "string",
        "createSecret": "boolean",
        "existingSecret": "string"
      },
      "jenkinsAdminEmail": "any",
      "jenkinsHome": "string",
      "jenkinsRef": "string",
      "jenkinsWar": "string",
      "resources": {
        "requests": {
          "cpu": "string",
          "memory": "string",
          "*": "any"
        },
        "limits": {
          "cpu": "string",
          "memory": "string",
          "*": "any"
        },
        "*": "any"
      },
      "shareProcessNamespace": "boolean",
      "enableServiceLinks": "boolean",
      "initContainerResources": {
        "*": "any"
      },
      "initContainerEnvFrom": "list",
      "initContainerEnv": "list",
      "containerEnvFrom": "list",
      "containerEnv": "list",
      "javaOpts": "any",
      "jenkinsOpts": "any",
      "jenkinsUrlProtocol": "any",
      "jenkinsUrl": "any",
      "jenkinsUriPrefix": "any",
      "usePodSecurityContext": "boolean",
      "runAsUser": "number",
      "fsGroup": "number",
      "fsGroupChangePolicy": "string",
      "securityContextCapabilities": {
        "*": "any"
      },
      "podSecurityContextOverride": "any",
      "containerSecurityContext": {
        "runAsUser": "number",
        "runAsGroup": "number",
        "readOnlyRootFilesystem": "boolean",
        "allowPrivilegeEscalation": "boolean",
        "*": "any"
      },
      "serviceEnabled": "boolean",
      "serviceType": "string",
      "clusterIp": "any",
      "servicePort": "number",
      "targetPort": "number",
      "nodePort": "any",
      "serviceExternalTrafficPolicy": "any",
      "publishNotReadyAddresses": "any",
      "serviceAnnotations": {
        "*": "any"
      },
      "statefulSetLabels": {
        "*": "any"
      },
      "serviceLabels": {
        "*": "any"
      },
      "podLabels": {
        "*": "any"
      },
      "healthProbes": "boolean",
      "probes": {
        "startupProbe": {
          "failureThreshold": "number",
          "httpGet": {
            "path": "string",
            "port": "string",
            "*": "any"
          },
          "periodSeconds": "number",
          "timeoutSeconds": "number",
          "*": "any"
        },
        "livenessProbe": {
          "failureThreshold": "number",
          "httpGet": {
            "path": "string",
            "port": "string",
            "*": "any"
          },
          "periodSeconds": "number",
          "timeoutSeconds": "number",
          "initialDelaySeconds": "any",
          "*": "any"
        },
        "readinessProbe": {
          "failureThreshold": "number",
          "httpGet": {
            "path": "string",
            "port": "string",
            "*": "any"
          },
          "periodSeconds": "number",
          "timeoutSeconds": "number",
          "initialDelaySeconds": "any",
          "*": "any"
        }
      },
      "podDisruptionBudget": {
        "enabled": "boolean",
        "apiVersion": "string",
        "annotations": {
          "*": "any"
        },
        "labels": {
          "*": "any"
        },
        "maxUnavailable": "string"
      },
      "agentListenerEnabled": "boolean",
      "agentListenerPort": "number",
      "agentListenerHostPort": "any",
      "agentListenerNodePort": "any",
      "agentListenerExternalTrafficPolicy": "any",
      "agentListenerLoadBalancerSourceRanges": "list",
      "disabledAgentProtocols": "list",
      "csrf": {
        "defaultCrumbIssuer": {
          "enabled": "boolean",
          "proxyCompatability": "boolean"
        }
      },
      "agentListenerServiceType": "string",
      "agentListenerServiceAnnotations": {
        "*": "any"
      },
      "agentListenerLoadBalancerIP": "any",
      "legacyRemotingSecurityEnabled": "boolean",
      "loadBalancerSourceRanges": "list",
      "loadBalancerIP": "any",
      "jmxPort": "any",
      "extraPorts": "list",
      "installPlugins": "list",
      "installLatestPlugins": "boolean",
      "installLatestSpecifiedPlugins": "boolean",
      "additionalPlugins": "list",
      "initializeOnce": "boolean",
      "overwritePlugins": "boolean",
      "overwritePluginsFromImage": "boolean",
      "projectNamingStrategy": "string",
      "enableRawHtmlMarkupFormatter": "boolean",
      "markupFormatter": "string",
      "scriptApproval": "list",
      "initScripts": {
        "*": "any"
      },
      "initConfigMap": "any",
      "existingSecret": "any",
      "additionalExistingSecrets": "list",
      "additionalSecrets": "list",
      "secretClaims": "list",
      "cloudName": "string",
      "JCasC": {
        "defaultConfig": "boolean",
        "overwriteConfiguration": "boolean",
        "configUrls": "list",
        "configScripts": {
          "*": "any"
        },
        "security": {
          "apiToken": {
            "creationOfLegacyTokenEnabled": "boolean",
            "tokenGenerationOnCreationEnabled": "boolean",
            "usageStatisticsEnabled": "boolean"
          }
        },
        "securityRealm": "string",
        "authorizationStrategy": "string",
        "configMapAnnotations": {
          "*": "any"
        },
        "pluginVersion": "any"
      },
      "customInitContainers": "list",
      "sidecars": {
        "configAutoReload": {
          "enabled": "boolean",
          "image": {
            "registry": "string",
            "repository": "string",
            "tag": "string"
          },
          "imagePullPolicy": "string",
          "healthPort": "number",
          "resources": {
            "*": "any"
          },
          "additionalVolumeMounts": "list",
          "logging": {
            "configuration": {
              "override": "boolean",
              "logLevel": "string",
              "formatter": "string",
              "logToConsole": "boolean",
              "logToFile": "boolean",
              "maxBytes": "number",
              "backupCount": "number"
            }
          },
          "scheme": "string",
          "skipTlsVerify": "boolean",
          "reqRetryConnect": "number",
          "sleepTime": "any",
          "envFrom": "list",
          "env": "list",
          "sshTcpPort": "number",
          "folder": "string",
          "containerSecurityContext": {
            "readOnlyRootFilesystem": "boolean",
            "allowPrivilegeEscalation": "boolean",
            "*": "any"
          },
          "searchNamespace": "any"
        },
        "additionalSidecarContainers": "list",
        "other": "any"
      },
      "schedulerName": "string",
      "nodeSelector": {
        "*": "any"
      },
      "tolerations": "list",
      "terminationGracePeriodSeconds": "any",
      "terminationMessagePath": "any",
      "terminationMessagePolicy": "any",
      "affinity": {
        "*": "any"
      },
      "priorityClassName": "any",
      "podAnnotations": {
        "*": "any"
      },
      "statefulSetAnnotations": {
        "*": "any"
      },
      "updateStrategy": {
        "*": "any"
      },
      "revisionHistoryLimit": "any",
      "topologySpreadConstraints": "list",
      "dnsConfig": {
        "*": "any"
      },
      "ingress": {
        "enabled": "boolean",
        "paths": "list",
        "pathType": "string",
        "apiVersion": "string",
        "labels": {
          "*": "any"
        },
        "annotations": {
          "*": "any"
        },
        "ingressClassName": "any",
        "path": "any",
        "hostName": "any",
        "resourceRootUrl": "any",
        "tls": "list"
      },
      "secondaryingress": {
        "enabled": "boolean",
        "paths": "list",
        "pathType": "string",
        "apiVersion": "string",
        "labels": {
          "*": "any"
        },
        "annotations": {
          "*": "any"
        },
        "ingressClassName": "any",
        "hostName": "any",
        "tls": "any"
      },
      "backendconfig": {
        "enabled": "boolean",
        "apiVersion": "string",
        "name": "any",
        "labels": {
          "*": "any"
        },
        "annotations": {
          "*": "any"
        },
        "spec": {
          "*": "any"
        }
      },
      "route": {
        "enabled": "boolean",
        "labels": {
          "*": "any"
        },
        "annotations": {
          "*": "any"
        },
        "path": "any"
      },
      "httpRoute": {
        "enabled": "boolean",
        "apiVersion": "string",
        "kind": "string",
        "parentRefs": "list",
        "reuseIngressConfiguration": "boolean",
        "hostnames": "list",
        "extraRules": "list",
        "annotations": {
          "*": "any"
        }
      },
      "hostAliases": "list",
      "prometheus": {
        "enabled": "boolean",
        "serviceMonitorAdditionalLabels": {
          "*": "any"
        },
        "serviceMonitorNamespace": "any",
        "scrapeInterval": "string",
        "scrapeEndpoint": "string",
        "alertingrules": "list",
        "alertingRulesAdditionalLabels": {
          "*": "any"
        },
        "prometheusRuleNamespace": "string",
        "relabelings": "list",
        "metricRelabelings": "list"
      },
      "googlePodMonitor": {
        "enabled": "boolean",
        "scrapeInterval": "string",
        "scrapeEndpoint": "string",
        "serviceMonitorNamespace": "any"
      },
      "testEnabled": "boolean",
      "httpsKeyStore": {
        "enable": "boolean",
        "jenkinsHttpsJksSecretName": "string",
        "jenkinsHttpsJksSecretKey": "string",
        "jenkinsHttpsJksPasswordSecretName": "string",
        "jenkinsHttpsJksPasswordSecretKey": "string",
        "disableSecretMount": "boolean",
        "httpPort": "number",
        "path": "string",
        "fileName": "string",
        "password": "string",
        "jenkinsKeyStoreBase64Encoded": "any"
      },
      "imageTag": "any",
      "slaveListenerPort": "any",
      "slaveHostPort": "any",
      "slaveKubernetesNamespace": "any",
      "slaveDefaultsProviderTemplate": "any",
      "useSecurity": "any",
      "slaveJenkinsUrl": "any",
      "slaveJenkinsTunnel": "any",
      "slaveConnectTimeout": "any",
      "slaveReadTimeout": "any",
      "slaveListenerServiceType": "any",
      "slaveListenerLoadBalancerIP": "any",
      "slaveListenerServiceAnnotations": "any",
      "deploymentLabels": "any",
      "deploymentAnnotations": "any",
      "rollingUpdate": "any",
      "tag": "any",
      "tagLabel": "any",
      "adminSecret": "any",
      "adminUser": "any",
      "adminPassword": "any",
      "overrideArgs": "any",
      "clusterIP": "any"
    },
    "agent": {
      "addMasterProxyEnvVars": "boolean",
      "enabled": "boolean",
      "defaultsProviderTemplate": "string",
      "useDefaultServiceAccount": "boolean",
      "serviceAccount": "any",
      "jenkinsUrl": "any",
      "jenkinsTunnel": "any",
      "skipTlsVerify": "boolean",
      "usageRestricted": "boolean",
      "kubernetesConnectTimeout": "number",
      "kubernetesReadTimeout": "number",
      "maxRequestsPerHostStr": "string",
      "retentionTimeout": "number",
      "waitForPodSec": "number",
      "namespace": "any",
      "podLabels": {
        "*": "any"
      },
      "jnlpregistry": "any",
      "image": {
        "registry": "string",
        "repository": "string",
        "tag": "string",
        "*": "any"
      },
      "workingDir": "string",
      "nodeUsageMode": "string",
      "customJenkinsLabels": "list",
      "imagePullSecretName": "any",
      "componentName": "string",
      "websocket": "boolean",
      "directConnection": "boolean",
      "privileged": "boolean",
      "runAsUser": "any",
      "runAsGroup": "any",
      "hostNetworking": "boolean",
      "resources": {
        "requests": {
          "cpu": "string",
          "memory": "string",
          "ephemeralStorage": "any",
          "*": "any"
        },
        "limits": {
          "cpu": "string",
          "memory": "string",
          "ephemeralStorage": "any",
          "*": "any"
        },
        "*": "any"
      },
      "livenessProbe": {
        "*": "any"
      },
      "alwaysPullImage": "boolean",
      "restrictedPssSecurityContext": "boolean",
      "podRetention": "string",
      "showRawYaml": "boolean",
      "volumes": "list",
      "workspaceVolume": {
        "*": "any"
      },
      "envVars": "list",
      "secretEnvVars": "list",
      "nodeSelector": {
        "*": "any"
      },
      "command": "any",
      "args": "string",
      "sideContainerName": "string",
      "TTYEnabled": "boolean",
      "containerCap": "number",
      "instanceCap": "number",
      "podName": "string",
      "garbageCollection": {
        "enabled": "boolean",
        "namespaces": "string",
        "timeout": "number",
        "*": "any"
      },
      "idleMinutes": "number",
      "yamlTemplate": "string",
      "yamlMergeStrategy": "string",
      "inheritYamlMergeStrategy": "boolean",
      "connectTimeout": "number",
      "annotations": {
        "*": "any"
      },
      "additionalContainers": "list",
      "disableDefaultAgent": "boolean",
      "podTemplates": {
        "*": "any"
      },
      "slaveConnectTimeout": "any",
      "tag": "any",
      "*": "any"
    },
    "additionalAgents": {
      "*": "any"
    },
    "additionalClouds": {
      "*": "any"
    },
    "persistence": {
      "enabled": "boolean",
      "existingClaim": "any",
      "storageClass": "any",
      "annotations": {
        "*": "any"
      },
      "labels": {
        "*": "any"
      },
      "accessMode": "string",
      "size": "string",
      "dataSource": {
        "*": "any"
      },
      "subPath": "any",
      "volumes": "list",
      "mounts": "list"
    },
    "networkPolicy": {
      "enabled": "boolean",
      "apiVersion": "string",
      "internalAgents": {
        "allowed": "boolean",
        "podLabels": {
          "*": "any"
        },
        "namespaceLabels": {
          "*": "any"
        }
      },
      "externalAgents": {
        "ipCIDR": "any",
        "except": "list"
      }
    },
    "rbac": {
      "create": "boolean",
      "readSecrets": "boolean",
      "useOpenShiftNonRootSCC": "boolean",
      "install": "any",
      "serviceAccountName": "any",
      "serviceAccountAnnotations": "any",
      "roleRef": "any",
      "roleKind": "any",
      "roleBindingKind": "any"
    },
    "serviceAccount": {
      "create": "boolean",
      "name": "any",
      "annotations": {
        "*": "any"
      },
      "extraLabels": {
        "*": "any"
      },
      "imagePullSecretName": "any",
      "automountServiceAccountToken": "boolean"
    },
    "serviceAccountAgent": {
      "create": "boolean",
      "name": "any",
      "annotations": {
        "*": "any"
      },
      "extraLabels": {
        "*": "any"
      },
      "imagePullSecretName": "any",
      "automountServiceAccountToken": "boolean"
    },
    "checkDeprecation": "boolean",
    "awsSecurityGroupPolicies": {
      "enabled": "boolean",
      "policies": "list"
    },
    "helmtest": {
      "bats": {
        "image": {
          "registry": "string",
          "repository": "string",
          "tag": "string"
        },
        "tag": "any"
      }
    },
    "master": "any",
    "NetworkPolicy": "any",
    "backup": "any",
    "kubeTargetVersionOverride": "any"
  }
} as const;
