package main

import (
	"context"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	"k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	_ "k8s.io/kubernetes/pkg/apis/rbac/install"
	_ "k8s.io/kubernetes/pkg/apis/scheduling/install"
	_ "k8s.io/kubernetes/pkg/apis/storage/install"
	_ "k8s.io/kubernetes/pkg/features"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/limitrange"
	"k8s.io/kubernetes/pkg/registry/core/namespace"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolume"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/resourcequota"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/ingressclass"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrole"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrolebinding"
	"k8s.io/kubernetes/pkg/registry/rbac/role"
	"k8s.io/kubernetes/pkg/registry/rbac/rolebinding"
	"k8s.io/kubernetes/pkg/registry/scheduling/priorityclass"
	"k8s.io/kubernetes/pkg/registry/storage/storageclass"
)

// What the server takes in a version that it serves; the scheme alone also reads versions that are no longer served.
var served = map[string]map[string]rest.RESTCreateStrategy{
	"v1": {
		"ConfigMap":             configmap.Strategy,
		"LimitRange":            limitrange.Strategy,
		"Namespace":             namespace.Strategy,
		"PersistentVolume":      persistentvolume.Strategy,
		"PersistentVolumeClaim": persistentvolumeclaim.Strategy,
		"Pod":                   pod.Strategy,
		"ResourceQuota":         resourcequota.Strategy,
		"Secret":                secret.Strategy,
		"Service":               service.Strategy,
		"ServiceAccount":        serviceaccount.Strategy,
	},
	"apps/v1": {
		"DaemonSet":   daemonset.Strategy,
		"Deployment":  deployment.Strategy,
		"ReplicaSet":  replicaset.Strategy,
		"StatefulSet": statefulset.Strategy,
	},
	"autoscaling/v1": {"HorizontalPodAutoscaler": horizontalpodautoscaler.Strategy},
	"autoscaling/v2": {"HorizontalPodAutoscaler": horizontalpodautoscaler.Strategy},
	"batch/v1":       {"CronJob": cronjob.Strategy, "Job": job.Strategy},
	"networking.k8s.io/v1": {
		"Ingress":       ingress.Strategy,
		"IngressClass":  ingressclass.Strategy,
		"NetworkPolicy": networkpolicy.Strategy,
	},
	"policy/v1": {"PodDisruptionBudget": poddisruptionbudget.Strategy},
	"rbac.authorization.k8s.io/v1": {
		"ClusterRole":        clusterrole.Strategy,
		"ClusterRoleBinding": clusterrolebinding.Strategy,
		"Role":               role.Strategy,
		"RoleBinding":        rolebinding.Strategy,
	},
	"scheduling.k8s.io/v1": {"PriorityClass": priorityclass.Strategy},
	"storage.k8s.io/v1":    {"StorageClass": storageclass.Strategy},
}

type builtInKind struct {
	decoder  runtime.Decoder
	strategy rest.RESTCreateStrategy
	version  schema.GroupVersion
}

type builtIn struct {
	kinds map[metav1.TypeMeta]builtInKind
}

func newBuiltIn() builtIn {
	kinds := map[metav1.TypeMeta]builtInKind{}
	for apiVersion, strategies := range served {
		version, err := schema.ParseGroupVersion(apiVersion)
		if err != nil {
			fail(err)
		}
		decoder := strictDecoder(legacyscheme.Scheme, version.Group)
		for kind, strategy := range strategies {
			kinds[metav1.TypeMeta{APIVersion: apiVersion, Kind: kind}] = builtInKind{decoder, strategy, version}
		}
	}
	return builtIn{kinds}
}

// fieldValidation=Strict: unknown and duplicate fields are errors. Decoding sets defaults and converts to the internal type.
func strictDecoder(scheme *runtime.Scheme, group string) runtime.Decoder {
	codecs := serializer.NewCodecFactory(scheme, serializer.EnableStrict)
	info, _ := runtime.SerializerInfoForMediaType(codecs.SupportedMediaTypes(), runtime.ContentTypeJSON)
	return codecs.DecoderToVersion(info.StrictSerializer, schema.GroupVersion{Group: group, Version: runtime.APIVersionInternal})
}

func (builtIn) judge(body []byte, kind builtInKind) verdict {
	object, _, err := kind.decoder.Decode(body, nil, nil)
	if err != nil {
		return refused(err)
	}
	if service, ok := object.(*core.Service); ok {
		if errs := allocate(service); len(errs) > 0 {
			return refused(errs.ToAggregate())
		}
	}
	return create(object, kind.strategy, kind.version)
}

// What the registry does to every new object, with the namespace of the URL that a client would choose for it.
func create(object runtime.Object, strategy rest.RESTCreateStrategy, version schema.GroupVersion) verdict {
	metadata, ok := object.(metav1.Object)
	if !ok {
		return unjudged
	}
	namespace := ""
	if strategy.NamespaceScoped() {
		if namespace = metadata.GetNamespace(); namespace == "" {
			namespace = metav1.NamespaceDefault
		}
	}
	metadata.SetNamespace(namespace)
	ctx := request.WithNamespace(context.Background(), namespace)
	// Some strategies ask which version the request was made in.
	ctx = request.WithRequestInfo(ctx, &request.RequestInfo{APIGroup: version.Group, APIVersion: version.Version})
	rest.FillObjectMetaSystemFields(metadata)
	if err := rest.BeforeCreate(strategy, ctx, object); err != nil {
		return refused(err)
	}
	return accepted
}
