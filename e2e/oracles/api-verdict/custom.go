package main

import (
	"encoding/json"
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	apivalidation "k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"
)

var (
	definitionVersion = schema.GroupVersion{Group: apiextensions.GroupName, Version: "v1"}
	definitionType    = metav1.TypeMeta{APIVersion: definitionVersion.String(), Kind: "CustomResourceDefinition"}
)

type customKind struct {
	schema   *structural.Structural
	strategy rest.RESTCreateStrategy
	version  schema.GroupVersion
}

// The kinds of all definitions that were accepted so far.
type custom struct {
	decoder  runtime.Decoder
	strategy rest.RESTCreateStrategy
	kinds    map[metav1.TypeMeta]customKind
}

func newCustom() custom {
	scheme := runtime.NewScheme()
	install.Install(scheme)
	return custom{
		strictDecoder(scheme, apiextensions.GroupName),
		customresourcedefinition.NewStrategy(scheme),
		map[metav1.TypeMeta]customKind{},
	}
}

func (c custom) judgeDefinition(body []byte) verdict {
	object, _, err := c.decoder.Decode(body, nil, nil)
	if err != nil {
		return refused(err)
	}
	if answer := create(object, c.strategy, definitionVersion); answer != accepted {
		return answer
	}
	definition, ok := object.(*apiextensions.CustomResourceDefinition)
	if !ok {
		return refused(fmt.Errorf("decoded into %T", object))
	}
	for _, version := range definition.Spec.Versions {
		if !version.Served {
			continue
		}
		served, err := newCustomKind(definition, version.Name)
		if err != nil {
			return refused(err)
		}
		c.kinds[metav1.TypeMeta{APIVersion: served.version.String(), Kind: definition.Spec.Names.Kind}] = served
	}
	return accepted
}

func newCustomKind(definition *apiextensions.CustomResourceDefinition, name string) (customKind, error) {
	validation, err := apiextensions.GetSchemaForVersion(definition, name)
	if err != nil {
		return customKind{}, err
	}
	shape, err := structural.NewStructural(validation.OpenAPIV3Schema)
	if err != nil {
		return customKind{}, err
	}
	validator, _, err := apivalidation.NewSchemaValidator(validation)
	if err != nil {
		return customKind{}, err
	}
	version := schema.GroupVersion{Group: definition.Spec.Group, Version: name}
	strategy := customresource.NewStrategy(
		crdserverscheme.NewUnstructuredObjectTyper(),
		definition.Spec.Scope == apiextensions.NamespaceScoped,
		version.WithKind(definition.Spec.Names.Kind),
		validator,
		nil,
		map[string]*structural.Structural{name: shape},
		nil,
		nil,
	)
	return customKind{shape, strategy, version}, nil
}

// The steps of unstructuredSchemaCoercer in customresource_handler.go: defaults, unknown fields, nulls, metadata.
func (k customKind) judge(body []byte) verdict {
	var content map[string]interface{}
	if err := json.Unmarshal(body, &content); err != nil {
		return refused(err)
	}
	defaulting.Default(content, k.schema)
	metadata, found, unknown, err := objectmeta.GetObjectMetaWithOptions(content, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return refused(err)
	}
	unknown = append(unknown, pruning.PruneWithOptions(content, k.schema, true, structural.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})...)
	defaulting.PruneNonNullableNullsWithoutDefaults(content, k.schema)
	problem, embedded := objectmeta.CoerceWithOptions(nil, content, k.schema, false, objectmeta.CoerceOptions{ReturnUnknownFieldPaths: true})
	if problem != nil {
		return refused(problem)
	}
	if unknown = append(unknown, embedded...); len(unknown) > 0 {
		return refused(fmt.Errorf("unknown fields %q", unknown))
	}
	if found {
		if err := objectmeta.SetObjectMeta(content, metadata); err != nil {
			return refused(err)
		}
	}
	return create(&unstructured.Unstructured{Object: content}, k.strategy, k.version)
}
