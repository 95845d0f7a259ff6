package main

import (
	"net"

	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/core/validation"
	utilnet "k8s.io/utils/net"
)

// The server's defaults: --service-node-port-range, and the range that the harness gives to --service-cluster-ip-range. IPv4 only.
const (
	firstNodePort = 30000
	lastNodePort  = 32767
	clusterIPs    = "10.96.0.0/16"
)

// What the server fills into a Service before it validates it, and what it refuses while it does
// (pkg/registry/core/service/storage/alloc.go). Whether an address or port is taken is not known here.
func allocate(service *core.Service) field.ErrorList {
	spec := &service.Spec
	if spec.ClusterIP != "" && len(spec.ClusterIPs) == 0 {
		spec.ClusterIPs = []string{spec.ClusterIP}
	}
	if spec.Type == core.ServiceTypeExternalName {
		return nil
	}
	headless := spec.ClusterIP == core.ClusterIPNone
	if spec.IPFamilyPolicy == nil {
		policy := core.IPFamilyPolicySingleStack
		if headless && len(spec.Selector) == 0 {
			policy = core.IPFamilyPolicyRequireDualStack
		}
		spec.IPFamilyPolicy = &policy
	}
	if errs := validation.ValidateServiceClusterIPsRelatedFields(service); len(errs) > 0 {
		return errs
	}
	if errs := allocateFamilies(spec, headless); len(errs) > 0 {
		return errs
	}
	if !headless {
		if errs := allocateAddress(spec); len(errs) > 0 {
			return errs
		}
	}
	return checkNodePorts(spec)
}

func allocateFamilies(spec *core.ServiceSpec, headless bool) (errs field.ErrorList) {
	policy := *spec.IPFamilyPolicy
	path := field.NewPath("spec")
	if policy == core.IPFamilyPolicySingleStack && (len(spec.ClusterIPs) == 2 || len(spec.IPFamilies) == 2) {
		errs = append(errs, field.Invalid(path.Child("ipFamilyPolicy"), policy, "must allow two families"))
	}
	for i, ip := range spec.ClusterIPs {
		if ip == core.ClusterIPNone {
			break
		}
		if i < len(spec.IPFamilies) {
			continue
		}
		if utilnet.IsIPv6String(ip) {
			errs = append(errs, field.Invalid(path.Child("clusterIPs").Index(i), ip, "IPv6 is not configured on this cluster"))
		} else {
			spec.IPFamilies = append(spec.IPFamilies, core.IPv4Protocol)
		}
	}
	if len(errs) > 0 {
		return errs
	}
	if headless && len(spec.Selector) == 0 {
		if len(spec.IPFamilies) == 0 {
			spec.IPFamilies = []core.IPFamily{core.IPv4Protocol}
		}
		if len(spec.IPFamilies) == 1 && policy != core.IPFamilyPolicySingleStack {
			other := core.IPv6Protocol
			if spec.IPFamilies[0] == core.IPv6Protocol {
				other = core.IPv4Protocol
			}
			spec.IPFamilies = append(spec.IPFamilies, other)
		}
		return nil
	}
	if policy == core.IPFamilyPolicyRequireDualStack {
		errs = append(errs, field.Invalid(path.Child("ipFamilyPolicy"), policy, "this cluster is not configured for dual-stack services"))
	}
	for i, family := range spec.IPFamilies {
		if family != core.IPv4Protocol {
			errs = append(errs, field.Invalid(path.Child("ipFamilies").Index(i), family, "not configured on this cluster"))
		}
	}
	if len(spec.IPFamilies) == 0 {
		spec.IPFamilies = []core.IPFamily{core.IPv4Protocol}
	}
	return errs
}

func allocateAddress(spec *core.ServiceSpec) (errs field.ErrorList) {
	_, within, err := net.ParseCIDR(clusterIPs)
	if err != nil {
		fail(err)
	}
	if len(spec.ClusterIPs) == 0 {
		spec.ClusterIPs = []string{"10.96.0.2"}
	}
	for i, ip := range spec.ClusterIPs {
		if !within.Contains(utilnet.ParseIPSloppy(ip)) {
			errs = append(errs, field.Invalid(field.NewPath("spec", "clusterIPs").Index(i), ip, "the provided IP is not in the valid range"))
		}
	}
	spec.ClusterIP = spec.ClusterIPs[0]
	return errs
}

func checkNodePorts(spec *core.ServiceSpec) (errs field.ErrorList) {
	if spec.Type != core.ServiceTypeNodePort && spec.Type != core.ServiceTypeLoadBalancer {
		return nil
	}
	for i, port := range spec.Ports {
		if port.NodePort != 0 && (port.NodePort < firstNodePort || port.NodePort > lastNodePort) {
			errs = append(errs, field.Invalid(field.NewPath("spec", "ports").Index(i).Child("nodePort"), port.NodePort, "provided port is not in the valid range"))
		}
	}
	return errs
}
