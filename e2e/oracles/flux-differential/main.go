// Says what fluxd 1.25.4 sees, by fluxd's own packages: one JSON case per line on stdin, one JSON answer per line on stdout.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	kresource "github.com/fluxcd/flux/pkg/cluster/kubernetes/resource"
	"github.com/fluxcd/flux/pkg/image"
	"github.com/fluxcd/flux/pkg/policy"
	"github.com/fluxcd/flux/pkg/resource"
	"github.com/fluxcd/flux/pkg/update"
)

// One of: a manifest, an image, a filter.
type question struct {
	// One YAML document; with a bump, also what becomes of a HelmRelease when each of its images gets that tag.
	Manifest string `json:"manifest"`
	Bump     string `json:"bump"`
	// As a container carries it.
	Image *string `json:"image"`
	// As an annotation carries it, and the tags put to it.
	Filter string   `json:"filter"`
	Tags   []string `json:"tags"`
}

type container struct {
	Name   string `json:"name"`
	Domain string `json:"domain"`
	Path   string `json:"path"`
	Tag    string `json:"tag"`
	Digest string `json:"digest"`
}

type answer struct {
	Error string `json:"error,omitempty"`

	Containers []container       `json:"containers"`
	Policies   map[string]string `json:"policies,omitempty"`
	Automated  bool              `json:"automated"`
	Locked     bool              `json:"locked"`
	Ignored    bool              `json:"ignored"`
	// The values of a HelmRelease after the bump.
	Values map[string]interface{} `json:"values,omitempty"`

	Parses   bool   `json:"parses"`
	Admitted []bool `json:"admitted,omitempty"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	encode := json.NewEncoder(out)
	for in.Scan() {
		var asked question
		if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
			fail(err)
		}
		if err := encode.Encode(respond(asked)); err != nil {
			fail(err)
		}
		// Each is awaited before the next is asked.
		if err := out.Flush(); err != nil {
			fail(err)
		}
	}
	if err := in.Err(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func respond(asked question) answer {
	found, err := answer{}, error(nil)
	switch {
	case asked.Manifest != "":
		found, err = read(asked.Manifest, asked.Bump)
	case asked.Image != nil:
		var ref image.Ref
		ref, err = image.ParseRef(*asked.Image)
		found.Containers = []container{describe("", ref)}
	default:
		found = filtered(asked.Filter, asked.Tags)
	}
	if err != nil {
		return answer{Error: err.Error()}
	}
	return found
}

func describe(name string, ref image.Ref) container {
	return container{name, ref.Domain, ref.Image, ref.Tag, ref.SHA}
}

// The daemon asks update.FilterImages and not the pattern alone, because it has an opinion of its own on "latest".
func filtered(filter string, tags []string) answer {
	pattern := policy.NewPattern(filter)
	admitted := make([]bool, len(tags))
	for i, tag := range tags {
		one := []image.Info{{ID: image.Ref{Name: image.Name{Image: "app"}, Tag: tag}}}
		admitted[i] = len(update.FilterImages(one, pattern)) == 1
	}
	return answer{Parses: pattern.Valid(), Admitted: admitted}
}

func read(manifest, bump string) (found answer, err error) {
	// Some malformed values make fluxd panic, which ends the daemon; here it is one more error.
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	objects, err := kresource.ParseMultidoc([]byte(manifest), "manifest.yaml")
	if err != nil {
		return answer{}, err
	}
	if len(objects) != 1 {
		return answer{}, fmt.Errorf("%d objects in one document", len(objects))
	}
	for _, object := range objects {
		policies := object.Policies()
		found.Policies = policies.ToStringMap()
		found.Automated = policies.Has(policy.Automated)
		found.Locked = policies.Has(policy.Locked)
		found.Ignored = policies.Has(policy.Ignore)
		workload, ok := object.(resource.Workload)
		if !ok {
			break
		}
		for _, c := range workload.Containers() {
			found.Containers = append(found.Containers, describe(c.Name, c.Image))
		}
		if release, ok := object.(*kresource.HelmRelease); ok && bump != "" {
			found.Values, err = bumped(release, bump)
		}
	}
	return found, err
}

// Bumps one container after the other, each as it then is: fluxd too reads anew before it writes the next.
func bumped(release *kresource.HelmRelease, tag string) (map[string]interface{}, error) {
	for _, c := range release.Containers() {
		for _, now := range release.Containers() {
			if now.Name != c.Name {
				continue
			}
			if err := release.SetContainerImage(c.Name, now.Image.WithNewTag(tag)); err != nil {
				return nil, err
			}
		}
	}
	return release.Spec.Values, nil
}
